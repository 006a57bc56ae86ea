import { type ProductDefinition, products } from "@/products";
import { type Operation, tags } from "../operation";
import { adminOperations } from "./admin";
import { billingOperations } from "./billing";
import { creditOperations } from "./credits";
import { exportOperations } from "./export";
import { featureOperations } from "./features";
import { healthOperations } from "./health";
import { keyOperations } from "./keys";
import { subscriptionOperations } from "./subscription";
import { usageOperations } from "./usage";

/** Every declared endpoint, by its `operationId`. */
export const operations = {
  ...usageOperations,
  ...featureOperations,
  ...subscriptionOperations,
  ...billingOperations,
  ...creditOperations,
  ...keyOperations,
  ...exportOperations,
  ...healthOperations,
  ...adminOperations,
};

export type Operations = typeof operations;

export type NamedOperation = { id: string; operation: Operation };

const listed = (declared: Readonly<Record<string, Operation>>): NamedOperation[] =>
  Object.entries(declared).map(([id, operation]) => ({ id, operation }));

/** Every endpoint that all products have. */
export const listedOperations: readonly NamedOperation[] = listed(operations);

const definitions = new Map<string, ProductDefinition>(Object.entries(products));

/** The endpoints of the product alone. */
export const operationsOwnedBy = (product: string): NamedOperation[] =>
  listed(definitions.get(product)?.api?.operations ?? {});

/** Every endpoint in this build, whichever product is served. */
export const allOperations: readonly NamedOperation[] = [
  ...listedOperations,
  ...[...definitions.keys()].flatMap(operationsOwnedBy),
];

/** What the API document of a deployment that sells the product contains. */
export const apiOf = (product: string): { tags: Readonly<Record<string, string>>; operations: NamedOperation[] } => ({
  tags: { ...tags, ...definitions.get(product)?.api?.tags },
  operations: [...listedOperations, ...operationsOwnedBy(product)],
});

/** Whether an organization's own servers can send the product data. */
export const takesData = (product: string): boolean =>
  operationsOwnedBy(product).some(({ operation }) => operation.caller === "writer");

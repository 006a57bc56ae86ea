import type { Operation } from "../operation";
import { adminOperations } from "./admin";
import { billingOperations } from "./billing";
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
  ...keyOperations,
  ...exportOperations,
  ...healthOperations,
  ...adminOperations,
};

export type Operations = typeof operations;

export type NamedOperation = { id: string; operation: Operation };

export const listedOperations: readonly NamedOperation[] = Object.entries(operations).map(([id, operation]) => ({
  id,
  operation,
}));

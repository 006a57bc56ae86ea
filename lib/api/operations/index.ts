import type { Operation } from "../operation";
import { adminOperations } from "./admin";
import { billingOperations } from "./billing";
import { featureOperations } from "./features";
import { keyOperations } from "./keys";
import { subscriptionOperations } from "./subscription";
import { usageOperations } from "./usage";

/** Every endpoint under `/api/v1`, by its `operationId`. */
export const operations = {
  ...usageOperations,
  ...featureOperations,
  ...subscriptionOperations,
  ...billingOperations,
  ...keyOperations,
  ...adminOperations,
};

export type Operations = typeof operations;

export type NamedOperation = { id: string; operation: Operation };

export const listedOperations: readonly NamedOperation[] = Object.entries(operations).map(([id, operation]) => ({
  id,
  operation,
}));

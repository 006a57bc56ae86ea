import type { Operation } from "../operation";
import { adminOperations } from "./admin";
import { billingOperations } from "./billing";
import { featureOperations } from "./features";
import { keyOperations } from "./keys";
import { subscriptionOperations } from "./subscription";
import { usageOperations } from "./usage";

/** Every endpoint under `/api/v1`. */
export const operations: readonly Operation[] = [
  ...usageOperations,
  ...featureOperations,
  ...subscriptionOperations,
  ...billingOperations,
  ...keyOperations,
  ...adminOperations,
];

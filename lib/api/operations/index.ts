import type { Operation } from "../operation";
import { featureOperations } from "./features";
import { keyOperations } from "./keys";
import { usageOperations } from "./usage";

/** Every endpoint under `/api/v1`. */
export const operations: readonly Operation[] = [...usageOperations, ...featureOperations, ...keyOperations];

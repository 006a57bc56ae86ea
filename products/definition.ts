import type { ProductApi } from "@/lib/api/operation";
import type { Catalog } from "@/lib/catalog/types";
import type { ProductQueues } from "@/lib/jobs/queue-settings";

/** What is known about a product before its verbs and pages are loaded. */
export type ProductDefinition = {
  catalog: Catalog;
  /** The first path segments of its own pages, such as "/work-orders". */
  paths: readonly string[];
  /** Its own endpoints below /api/v1. */
  api?: ProductApi;
  /** The queues of its own jobs, by the jobs' names. */
  queues?: ProductQueues;
};

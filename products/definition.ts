import type { ProductApi } from "@/lib/api/operation";
import type { Catalog } from "@/lib/catalog/types";
import type { ProductQueues } from "@/lib/jobs/queue-settings";
import type { Release } from "@/lib/releases/release";

/** What is known about a product before its verbs and pages are loaded. */
export type ProductDefinition = {
  catalog: Catalog;
  /** The first path segments of its own pages, such as "/work-orders". */
  paths: readonly string[];
  /** What changed for its customers, newest first. Shown on the site with what changed for all products. */
  releases?: readonly Release[];
  /** Its own endpoints below /api/v1. */
  api?: ProductApi;
  /** The queues of its own jobs, by the jobs' names. */
  queues?: ProductQueues;
};

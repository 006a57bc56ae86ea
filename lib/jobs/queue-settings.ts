import type { z } from "zod";

export type QueueSettings = {
  /** `short`: at most one waiting job per singleton key, so a thousand requests cost a handful of runs. */
  policy: "standard" | "short";
  /** Runs on a schedule as well, in UTC. */
  cron?: string;
  /** Compares and repairs, or copies. The time machine runs it once, at the end of a journey. */
  check?: true;
  retryLimit: number;
  /** How many loops of a worker fetch from it, each when its last job is done. Defaults to 1. */
  concurrency?: number;
  /** How many are fetched, run and reported together; for many short jobs. */
  batch?: number;
};

/**
 * The input of each product's jobs, by the job's name. A product adds its own where it declares their queues:
 * `declare module "@/lib/jobs/queue-settings" { interface ProductJobs { "name-of-job": { … } } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: products add their members.
export interface ProductJobs {}

/** A product's queues, each with the schema of its jobs' input. */
export type ProductQueues = Readonly<Record<string, QueueSettings & { input: z.ZodObject }>>;

/** The functions that run a product's jobs. */
export type ProductJobHandlers = {
  readonly [Name in keyof ProductJobs]?: (input: ProductJobs[Name]) => Promise<unknown>;
};

/** Something that happened on the way: the product time (ISO 8601), and the organization if there is one. */
export type JourneyEvent = { at: string; what: string; who?: string };

/** A journey of the time machine, as stored. Times are product time, ISO 8601 in UTC. */
export type Journey = {
  state: "requested" | "traveling" | "arrived" | "stopped";
  from: string;
  to: string;
  /** The time it has reached. */
  at: string;
  stops: number;
  /** How much due work Stripe did: renewals, retries and the like. */
  stripeWork: number;
  /** Runs of the app's scheduled jobs. */
  jobs: number;
  /** How often each thing happened. */
  counts: Record<string, number>;
  /** The latest events, oldest first. */
  happened: JourneyEvent[];
  /** Why it stopped before its end. */
  reason?: string;
};

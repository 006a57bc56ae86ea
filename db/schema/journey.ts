/** Something that happened on the way, at an instant of product time (ISO 8601), and the organization it happened to. */
export type Happening = { at: string; what: string; who?: string };

/** A journey through time, as its row keeps it. Instants are ISO 8601, UTC, product time. */
export type Journey = {
  state: "asked" | "travelling" | "arrived" | "stopped";
  from: string;
  to: string;
  /** How far it has come. */
  at: string;
  stops: number;
  /** Pieces of due work done by Stripe. */
  stripeWork: number;
  /** Runs of the app's scheduled jobs. */
  jobs: number;
  /** How often each thing happened. */
  counts: Record<string, number>;
  /** The latest of them, oldest first. */
  happened: Happening[];
  /** Why it stopped before its end. */
  reason?: string;
};

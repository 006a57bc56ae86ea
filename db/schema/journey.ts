/** Something that happened while time moved: at a product time (ISO 8601), and the organization's name. */
export type JourneyEvent = { at: string; what: string; who?: string };

/** A journey of the time machine, as stored. Times are product time in ISO 8601, UTC. */
export type Journey = {
  state: "requested" | "traveling" | "arrived" | "stopped";
  from: string;
  to: string;
  /** The time reached so far. */
  at: string;
  /** Until when our own scheduled jobs have run, if that isn't `at`. */
  jobsAt?: string;
  stops: number;
  /** How many actions were due at the local Stripe. */
  stripeWork: number;
  /** How many scheduled jobs of the app ran. */
  jobs: number;
  /** How often each kind of event happened. */
  counts: Record<string, number>;
  /** The latest events, oldest first. */
  happened: JourneyEvent[];
  /** Why it stopped early. */
  reason?: string;
};

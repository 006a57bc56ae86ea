/** What was used. The same words as the body of `POST /api/v1/usage/track`. */
export type UsageEvent = {
  /** Gatehouse's id of the organization, or your own. */
  organization: string;
  meter: string;
  /** Whole units; 1 when it is left out. */
  amount?: number;
  /** One is made when it is left out, so that a retry never counts twice. */
  idempotencyKey?: string;
  /** ISO 8601; when it happened, up to 35 days back. The moment it is counted when it is left out. */
  timestamp?: string;
  properties?: Record<string, string | number | boolean>;
};

export type Limit = number | "unlimited";

export type Problem = { title: string; status: number; code: string; [fact: string]: unknown };

/** What became of one event. A refusal is an answer: the limit was met, or a name is unknown. */
export type TrackAnswer =
  | {
      status: "accepted" | "duplicate";
      id: string;
      organization: string;
      meter: string;
      amount: number;
      used: number;
      limit: Limit;
      hardLimit: Limit;
      state: string;
      graceEndsAt: string | null;
      resetsAt: string;
    }
  | { status: "refused"; problem: Problem };

export type CheckQuestion =
  | { organization: string; feature: string }
  | { organization: string; meter: string; amount?: number };

export type CheckAnswer = { allowed: boolean; problem?: Problem | null; [fact: string]: unknown };

export type ReserveInput = Omit<UsageEvent, "timestamp"> & {
  /** Seconds until the amount is free again. */
  expiresIn?: number;
};

export type Reservation = {
  id: string;
  organization: string;
  meter: string;
  state: "held" | "committed" | "released" | "expired";
  amount: number;
  committed: number | null;
  expiresAt: string;
};

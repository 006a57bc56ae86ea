import type { Catalog } from "@/lib/catalog";
import type { Entitlements } from "@/lib/entitlements";
import { type RefusalRule, type Rungs, rungsOf, type State } from "./ladder";
import { usagePeriod } from "./period";

/** An event as the routine `track_usage` takes it. */
export type CountedEvent = {
  ordinal: number;
  id: string;
  amount: number;
  key: string | null;
  fingerprint: string;
  occurred_at: string;
  properties: Record<string, string | number | boolean> | null;
};

/** All events of one organization and meter, with what may be used. The shape the routine `track_usage` takes. */
export type Batch = {
  organization: string;
  meter: string;
  version: number;
  access: Entitlements["access"];
  period_start: Date;
  period_end: Date;
  included: number | null;
  call_at: number | null;
  email_at: number | null;
  soft_at: number | null;
  hard_limit: number | null;
  grace_seconds: number;
  events: CountedEvent[];
};

type Outcome = {
  id: string;
  used: number;
  graceEndsAt: string | null;
  limit: number | null;
  hardLimit: number | null;
  resetsAt: string;
  state: State;
};

/** What the routine `track_usage` says of one event. */
export type RoutineAnswer = { ordinal: number } & (
  | ({ status: "accepted" | "duplicate" } & Outcome)
  | { status: "conflict" }
  | { status: "refused"; rule: RefusalRule | "read_only" | "blocked"; used: number; graceStartedAt: string | null }
);

export type RoutineResult = {
  answers: RoutineAnswer[];
  told: { organization: string; meter: string; step: string }[];
};

/** An empty batch with the limits of `meter` at `now`. Pure. */
export function openBatch(
  catalog: Catalog,
  organization: string,
  entitlements: Entitlements,
  meter: string,
  now: Date,
): Batch {
  const rungs = counterRungs(catalog, entitlements, meter);
  const period = usagePeriod(catalog.usagePeriod, entitlements.anchorAt, now);
  return {
    organization,
    meter,
    version: entitlements.version,
    access: entitlements.access,
    period_start: period.start,
    period_end: period.end,
    included: rungs.limit,
    call_at: rungs.callAt,
    email_at: rungs.emailAt,
    soft_at: rungs.softAt,
    hard_limit: rungs.hardLimit,
    grace_seconds: rungs.graceMs / 1000,
    events: [],
  };
}

/** The ladder of a counter under these entitlements. */
export function counterRungs(catalog: Catalog, entitlements: Entitlements, meter: string): Rungs {
  const { limit, overage } = entitlements.limits[meter] ?? { limit: 0, overage: null };
  return rungsOf(catalog.ladder, limit, overage !== null);
}

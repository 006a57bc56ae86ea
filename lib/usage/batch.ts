import type { Catalog } from "@/lib/catalog";
import type { Entitlements } from "@/lib/entitlements";
import { type RefusalRule, type Rungs, rungsOf, type State } from "./ladder";
import type { Period } from "./period";

/** An event as the routine `track_usage` takes it. */
export type CountedEvent = {
  /** Its place among the events that were reported. */
  ordinal: number;
  id: string;
  amount: number;
  key: string | null;
  /** SHA-256 of what the event says; of no use without a key. */
  fingerprint: string | null;
  /** The server's time at which it was reported. */
  calledAt: Date;
  occurredAt: Date;
  properties: Record<string, string | number | boolean> | null;
  /** Which key or part of the product reported it. */
  source: string;
};

/** All events of one organization, meter and period, with what may be used. */
export type Batch = {
  organization: string;
  meter: string;
  version: number;
  access: Entitlements["access"];
  period: Period;
  rungs: Rungs;
  /** Whether use above the limit is for sale to this organization now. */
  sold: boolean;
  /** A reservation was granted before: what is counted now has passed the ladder. */
  granted: boolean;
  events: CountedEvent[];
};

/** What the routine `track_usage` says of one event. */
export type RoutineAnswer =
  | {
      status: "accepted" | "duplicate";
      id: string;
      used: number;
      limit: number | null;
      hardLimit: number | null;
      graceEndsAt: Date | null;
      resetsAt: Date;
      state: State;
    }
  | { status: "conflict" }
  | {
      status: "refused";
      rule: RefusalRule | "read_only" | "blocked";
      used: number;
      /** Of open reservations: it counts against the hard limit like use. */
      held: number;
      graceStartedAt: Date | null;
    };

export type ToldStep = { organization: string; meter: string; step: string };

/** Answers by the event's ordinal. */
export type RoutineResult = { answers: Map<number, RoutineAnswer>; told: ToldStep[] };

/** An empty batch with the limits of `meter` in a period. Pure. */
export function openBatch(
  catalog: Catalog,
  organization: string,
  entitlements: Entitlements,
  meter: string,
  period: Period,
): Batch {
  return {
    organization,
    meter,
    version: entitlements.version,
    access: entitlements.access,
    period,
    rungs: counterRungs(catalog, entitlements, meter),
    sold: sellsOverage(entitlements, meter),
    granted: false,
    events: [],
  };
}

/** The ladder of a counter under these entitlements. */
export function counterRungs(catalog: Catalog, entitlements: Entitlements, meter: string): Rungs {
  const { limit, overage } = entitlements.limits[meter] ?? { limit: 0, overage: null };
  return rungsOf(catalog.ladder, limit, overage !== null);
}

/** Use above the limit is sold to who pays. Nothing is sold on a trial: it has no invoice to stand on. */
function sellsOverage({ limits, accessRule }: Entitlements, meter: string): boolean {
  const paying = accessRule === "paid" || accessRule === "payment_failed";
  return paying && (limits[meter]?.overage ?? null) !== null;
}

import type { Catalog } from "@/lib/catalog";
import type { Entitlements } from "@/lib/entitlements";
import type { Period } from "../period";
import { type RefusalRule, type Rungs, rungsOf, type State } from "../thresholds/ladder";

/** An event as the routine `track_usage` takes it. */
export type CountedEvent = {
  /** Its place among the events that were reported. */
  ordinal: number;
  id: string;
  amount: number;
  key: string | null;
  /** The server's time at which it was reported. */
  calledAt: Date;
  /** When it happened, if whoever reported it said so. */
  occurredAt: Date | null;
  properties: Record<string, string | number | boolean> | null;
  /** Which key or part of the product reported it. */
  source: string;
};

/** What may be used of a meter: many organizations have the same. */
export type Terms = {
  meter: string;
  access: Entitlements["access"];
  rungs: Rungs;
  /** Whether use above the limit is for sale to this organization now. */
  sold: boolean;
  /** A reservation was granted before: what is counted now has passed the ladder. */
  granted: boolean;
};

/** All events of one organization, meter and period, with what may be used. */
export type Batch = {
  organization: string;
  version: number;
  terms: Terms;
  period: Period;
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
export type RoutineResult = { answers: (RoutineAnswer | undefined)[]; told: ToldStep[] };

/** What may be used of `meter` under these entitlements. Pure. */
export function termsOf(catalog: Catalog, entitlements: Entitlements, meter: string, granted = false): Terms {
  return {
    meter,
    access: entitlements.access,
    rungs: counterRungs(catalog, entitlements, meter),
    sold: sellsOverage(entitlements, meter),
    granted,
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

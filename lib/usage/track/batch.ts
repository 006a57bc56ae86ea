import type { Catalog } from "@/lib/catalog";
import type { BlockPrice } from "@/lib/credits/draw";
import { creditPrice } from "@/lib/credits/price-of";
import type { Entitlements } from "@/lib/entitlements";
import type { Period } from "../period";
import {
  type MeterState,
  type NoticeStep,
  type RefusalRule,
  type Thresholds,
  thresholdsOf,
} from "../thresholds/thresholds";

/** An event in the form the database function `track_usage` takes it. */
export type CountedEvent = {
  /** Its index among the reported events. */
  ordinal: number;
  id: string;
  amount: number;
  key: string | null;
  /** Server time of the report. */
  calledAt: Date;
  /** When it happened, if the report says so. */
  occurredAt: Date | null;
  properties: Record<string, string | number | boolean> | null;
  /** The key or the part of the product that reported it. */
  source: string;
};

/** What an organization may use of a meter. Organizations on the same plan usually share one. */
export type Terms = {
  meter: string;
  access: Entitlements["access"];
  thresholds: Thresholds;
  /** Whether usage above the limit is sold to this organization now. */
  sold: boolean;
  /** What money credits pay for overage; null if none is sold. */
  price: BlockPrice | null;
  /** A reservation was granted before, so the limits don't apply again. */
  granted: boolean;
};

/** All events of one organization, meter and usage period. */
export type Batch = {
  organization: string;
  /** The version of the entitlements that the terms come from. */
  version: number;
  terms: Terms;
  period: Period;
  events: CountedEvent[];
};

/** The result of `track_usage` for one event. */
export type RoutineAnswer =
  | {
      status: "accepted" | "duplicate";
      id: string;
      used: number;
      limit: number | null;
      hardLimit: number | null;
      graceEndsAt: Date | null;
      resetsAt: Date;
      state: MeterState;
      /** How many of its units credits paid for. */
      credited: number;
    }
  | { status: "conflict" }
  | {
      status: "refused";
      rule: RefusalRule | "read_only" | "blocked";
      used: number;
      /** Held by open reservations. Counts against the hard limit like usage. */
      held: number;
      graceStartedAt: Date | null;
      /** Units of the period that credits paid for, and how many more they can pay for. */
      credited: number;
      credits: number;
    };

/** A threshold that was reached for the first time in this period. */
export type ReachedThreshold = { organization: string; meter: string; step: NoticeStep };

/** Answers by the event's ordinal. */
export type RoutineResult = { answers: (RoutineAnswer | undefined)[]; reached: ReachedThreshold[] };

/** Pure. */
export function termsOf(catalog: Catalog, entitlements: Entitlements, meter: string, granted = false): Terms {
  return {
    meter,
    access: entitlements.access,
    thresholds: counterThresholds(catalog, entitlements, meter),
    sold: sellsOverage(entitlements, meter),
    price: creditPrice(catalog, entitlements, meter),
    granted,
  };
}

/** The thresholds of a counter under these entitlements. Pure. */
export function counterThresholds(catalog: Catalog, entitlements: Entitlements, meter: string): Thresholds {
  const { limit, overage } = entitlements.limits[meter] ?? { limit: 0, overage: null };
  return thresholdsOf(catalog.thresholds, limit, overage !== null);
}

/** The rules of access under which there are invoices: a trial has none to put overage on. */
const invoiced: readonly Entitlements["accessRule"][] = [
  "paid",
  "payment_failed",
  "invoice_overdue",
  "collection_paused",
  "other_subscription",
];

/** Overage is sold to paying organizations only. */
export function sellsOverage({ limits, accessRule }: Entitlements, meter: string): boolean {
  return invoiced.includes(accessRule) && (limits[meter]?.overage ?? null) !== null;
}

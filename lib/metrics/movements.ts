import type { movements } from "@/db/schema";

export type MovementKind = (typeof movements.$inferSelect)["kind"];

/** An organization's recurring revenue at one moment. `currency` is null if it never had any. */
export type Revenue = { mrr: number; currency: string | null; paused: boolean };

/** One change of one currency; `amount` is `mrrAfter` − `mrrBefore`, minor units a month. */
export type Movement = { kind: MovementKind; currency: string; amount: number; mrrBefore: number; mrrAfter: number };

/**
 * The movements between two moments, so that opening + movements = closing holds per currency. Empty when the revenue
 * didn't change.
 *
 * @param everPaid whether the organization ever had MRR > 0 before.
 */
export function movementsBetween(before: Revenue, after: Revenue, everPaid: boolean): Movement[] {
  if (before.mrr > 0 && after.mrr > 0 && before.currency !== after.currency) return inAnotherCurrency(before, after);
  const currency = before.mrr > 0 ? before.currency : (after.currency ?? before.currency);
  if (currency === null || before.mrr === after.mrr) return [];
  return [movement(kindOf(before, after, everPaid), currency, before.mrr, after.mrr)];
}

function kindOf(before: Revenue, after: Revenue, everPaid: boolean): MovementKind {
  if (before.mrr > 0 && after.mrr > 0) return after.mrr > before.mrr ? "expansion" : "contraction";
  if (after.mrr > 0) {
    if (!everPaid) return "new";
    return before.paused ? "resumed" : "reactivation";
  }
  return after.paused ? "paused" : "churn";
}

/** A customer who switches currency neither churned nor is new: contraction to zero in one, expansion in the other. */
function inAnotherCurrency(before: Revenue, after: Revenue): Movement[] {
  return [
    movement("contraction", before.currency ?? "", before.mrr, 0),
    movement("expansion", after.currency ?? "", 0, after.mrr),
  ];
}

const movement = (kind: MovementKind, currency: string, mrrBefore: number, mrrAfter: number): Movement => ({
  kind,
  currency,
  amount: mrrAfter - mrrBefore,
  mrrBefore,
  mrrAfter,
});

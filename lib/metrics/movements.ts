import type { movements } from "@/db/schema";

export type MovementKind = (typeof movements.$inferSelect)["kind"];

/**
 * An organization's recurring revenue at one moment. `currency` is null if it never had any. `paused`: it pays nothing for
 * a while, by a pause or a free period. `held`: what the pause took out of MRR; it belongs to the paused bucket until the
 * customer resumes or leaves.
 */
export type Revenue = { mrr: number; currency: string | null; paused: boolean; held?: Held | null };
export type Held = { mrr: number; currency: string };

/** One change of one currency; `amount` is `mrrAfter` − `mrrBefore`, minor units a month. */
export type Movement = { kind: MovementKind; currency: string; amount: number; mrrBefore: number; mrrAfter: number };

/**
 * The movements between two moments, so that opening + movements = closing holds per currency. Empty when the revenue
 * didn't change.
 *
 * @param everPaid whether the organization ever had MRR > 0 before.
 */
export function movementsBetween(before: Revenue, after: Revenue, everPaid: boolean): Movement[] {
  if (before.mrr === 0 && before.held && !(after.mrr === 0 && after.paused)) return afterPause(before.held, after);
  if (before.mrr > 0 && after.mrr > 0 && before.currency !== after.currency) return inAnotherCurrency(before, after);
  const currency = before.mrr > 0 ? before.currency : (after.currency ?? before.currency);
  if (currency === null || before.mrr === after.mrr) return [];
  return [movement(kindOf(before, after, everPaid), currency, before.mrr, after.mrr)];
}

function kindOf(before: Revenue, after: Revenue, everPaid: boolean): MovementKind {
  if (before.mrr > 0 && after.mrr > 0) return after.mrr > before.mrr ? "expansion" : "contraction";
  if (after.mrr > 0) return everPaid ? "reactivation" : "new";
  return after.paused ? "paused" : "churn";
}

/**
 * What was held leaves the paused bucket as it went in. Whatever differs by then is a movement of its own: another plan an
 * expansion or contraction, the end of the subscription churn. So a customer who leaves during a pause counts as lost,
 * with what they used to pay.
 */
function afterPause({ mrr, currency }: Held, after: Revenue): Movement[] {
  const resumed = { mrr, currency, paused: false };
  return [movement("resumed", currency, 0, mrr), ...movementsBetween(resumed, after, true)];
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

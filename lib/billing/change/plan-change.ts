import { type Catalog, findPlan, type Interval } from "@/lib/catalog";
import { type Choice, choiceOf, compose, type Piece, sameComposition } from "./composition";

/** What is asked for; what is left out stays as it is, or as it is scheduled to be. */
export type Wish = {
  plan?: string | undefined;
  interval?: Interval | undefined;
  addOns?: Readonly<Record<string, number>> | undefined;
};

export type ChangeKind = "none" | "upgrade" | "downgrade" | "interval" | "add_ons";

/** A change and when each part of it takes effect. */
export type PlanChange = {
  kind: ChangeKind;
  /** What the subscription consists of from now on; null when nothing changes now. */
  now: Piece[] | null;
  /** What it consists of from the period's end on; null when nothing waits. */
  later: Piece[] | null;
};

/**
 * What costs more takes effect now and is paid now; what costs less waits for the end of what was paid for. So: a higher
 * plan and month → year now, a lower plan and year → month at the period's end, more of an add-on now, less of it then.
 * One wish may do both.
 *
 * @param scheduled what the subscription is to become at the period's end by an earlier wish; null for none.
 * @throws GatehouseError `unknown_name` (422), `conflict` for what is not sold in that interval.
 */
export function planChange(
  catalog: Catalog,
  present: readonly Piece[],
  scheduled: readonly Piece[] | null,
  wish: Wish,
): PlanChange {
  const from = choiceOf(present);
  const to = fulfilled(choiceOf(scheduled ?? present), wish);
  const direct = takesEffectNow(catalog, from, to);
  const nowChoice = { ...(direct ? to : from), addOns: mostOf(from.addOns, to.addOns) };
  const now = compose(catalog, nowChoice, present);
  const later = compose(catalog, to, [...present, ...(scheduled ?? [])]);
  return {
    kind: kindOf(catalog, from, to, sameComposition(later, present)),
    now: sameComposition(now, present) ? null : now,
    later: sameComposition(later, now) ? null : later,
  };
}

const fulfilled = (base: Choice, wish: Wish): Choice => ({
  plan: wish.plan ?? base.plan,
  interval: wish.interval ?? base.interval,
  addOns: { ...base.addOns, ...wish.addOns },
});

function takesEffectNow(catalog: Catalog, from: Choice, to: Choice): boolean {
  if (from.interval === "year" && to.interval === "month") return false;
  return rankOf(catalog, to) >= rankOf(catalog, from);
}

const rankOf = (catalog: Catalog, { plan }: Choice): number => findPlan(catalog, plan).rank;

function mostOf(a: Choice["addOns"], b: Choice["addOns"]): Choice["addOns"] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(keys.map((key) => [key, Math.max(a[key] ?? 0, b[key] ?? 0)]));
}

function kindOf(catalog: Catalog, from: Choice, to: Choice, same: boolean): ChangeKind {
  if (same) return "none";
  const ranks = rankOf(catalog, to) - rankOf(catalog, from);
  if (ranks !== 0) return ranks > 0 ? "upgrade" : "downgrade";
  if (from.plan !== to.plan) return "upgrade";
  return from.interval === to.interval ? "add_ons" : "interval";
}

import {
  type Catalog,
  currentPrice,
  findAddOn,
  findPlan,
  type Interval,
  lookupKey,
  overagePrices,
} from "@/lib/catalog";
import { conflict } from "@/lib/errors";

/** One thing a subscription consists of. `quantity` is null for a metered price: what is used decides. */
export type Piece = {
  kind: "plan" | "add_on" | "overage";
  /** The catalogue's key of the plan, add-on or meter. */
  itemKey: string;
  lookupKey: string;
  interval: Interval;
  quantity: number | null;
};

/** A piece that is an item in Stripe already. */
export type PresentPiece = Piece & { stripeItemId: string };

/** What a customer chooses, in the catalogue's keys: a plan, its rhythm, and how many of each add-on. */
export type Choice = { plan: string; interval: Interval; addOns: Readonly<Record<string, number>> };

/** The choice that pieces stand for. @throws Error when no plan is among them. */
export function choiceOf(pieces: readonly Piece[]): Choice {
  const plan = pieces.find(({ kind }) => kind === "plan");
  if (!plan) throw new Error("A subscription without a plan is no choice of ours.");
  const addOns = pieces.filter(({ kind }) => kind === "add_on");
  return {
    plan: plan.itemKey,
    interval: plan.interval,
    addOns: Object.fromEntries(addOns.map(({ itemKey, quantity }) => [itemKey, quantity ?? 0])),
  };
}

/**
 * What a choice consists of: the plan, its add-ons and the metered prices of use beyond its limits, all charged at the
 * plan's rhythm. What is had already in that rhythm keeps the version of its price, so that adding a seat never moves
 * the plan to a newer price. An add-on to a meter without a limit is left out: it would buy nothing.
 *
 * @throws GatehouseError `unknown_name` (422), `conflict` for what is not sold in that interval.
 */
export function compose(catalog: Catalog, choice: Choice, had: readonly Piece[]): Piece[] {
  const plan = findPlan(catalog, choice.plan);
  const kept = (kind: Piece["kind"], key: string) =>
    had.find((piece) => piece.kind === kind && piece.itemKey === key && piece.interval === choice.interval)?.lookupKey;
  const samePlan = had.some(({ kind, itemKey }) => kind === "plan" && itemKey === plan.key);
  const addOns = Object.entries(choice.addOns).flatMap(([key, quantity]): Piece[] => {
    const addOn = findAddOn(catalog, key);
    if (quantity === 0 || plan.limits[addOn.meter] === "unlimited") return [];
    const sold = kept("add_on", key) ?? forSale(catalog, addOn, choice.interval);
    return [{ kind: "add_on", itemKey: key, lookupKey: sold, interval: choice.interval, quantity }];
  });
  const overages = overagePrices(catalog)
    .filter((price) => price.plan.key === plan.key && price.interval === choice.interval)
    .map(({ meter, lookupKey }): Piece => {
      const sold = (samePlan ? kept("overage", meter) : undefined) ?? lookupKey;
      return { kind: "overage", itemKey: meter, lookupKey: sold, interval: choice.interval, quantity: null };
    });
  const sold = kept("plan", plan.key) ?? forSale(catalog, plan, choice.interval);
  return [
    { kind: "plan", itemKey: plan.key, lookupKey: sold, interval: choice.interval, quantity: 1 },
    ...addOns,
    ...overages,
  ];
}

function forSale(
  catalog: Catalog,
  item: Parameters<typeof currentPrice>[1] & { name: string },
  interval: Interval,
): string {
  const price = currentPrice(catalog, item, interval);
  if (!price || price.unitAmount === 0) throw conflict(`${item.name} is not for sale by the ${interval}.`);
  return lookupKey(catalog, item, price);
}

/** One change of an item in Stripe: with `id` of one that is there, without it a new one. */
export type ItemChange =
  | { change: "add"; piece: Piece }
  | { change: "set"; id: string; piece: Piece; samePrice: boolean }
  | { change: "remove"; id: string };

/** The changes that lead from the items that are there to the wanted ones. None when they are the same. */
export function changesOf(present: readonly PresentPiece[], wanted: readonly Piece[]): ItemChange[] {
  const removed = present.filter((piece) => !wanted.some((other) => sameSlot(piece, other)));
  const set = wanted.flatMap((piece): ItemChange[] => {
    const there = present.find((other) => sameSlot(piece, other));
    if (!there) return [{ change: "add", piece }];
    const samePrice = there.lookupKey === piece.lookupKey;
    if (samePrice && there.quantity === piece.quantity) return [];
    return [{ change: "set", id: there.stripeItemId, piece, samePrice }];
  });
  return [...set, ...removed.map(({ stripeItemId }): ItemChange => ({ change: "remove", id: stripeItemId }))];
}

/** A plan takes the place of another; a metered price never takes another's, or what was used would change its price. */
function sameSlot(a: Piece, b: Piece): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "plan") return true;
  return a.itemKey === b.itemKey && (a.kind === "add_on" || a.lookupKey === b.lookupKey);
}

/** Whether two compositions are the same, in whatever order. */
export function sameComposition(a: readonly Piece[], b: readonly Piece[]): boolean {
  const written = (pieces: readonly Piece[]) =>
    pieces
      .map(({ lookupKey, quantity }) => `${lookupKey}×${quantity}`)
      .sort()
      .join(" ");
  return written(a) === written(b);
}

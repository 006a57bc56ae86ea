import "server-only";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { gauges } from "@/db/schema";
import { catalog, findAddOn, findPlan } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf, entitlementsWith } from "@/lib/entitlements";
import { priceIdsOf } from "../stripe/price-ids";
import { choiceOf, type Piece } from "./composition";
import type { PreviewInput } from "./input";
import { itemParams } from "./item-params";
import { type Losses, lossesOf } from "./losses";
import { requireMonthlyOffer } from "./monthly-offer";
import { type OpenChange, openPreview, requireSettled } from "./open-change";
import { type ChangeKind, type PlanChange, planChange } from "./plan-change";
import { type PreviewedCharge, previewedCharge } from "./previewed-charge";
import { prorationDate } from "./proration-date";
import { writeQuote } from "./quote";
import { reckonedFrom } from "./reckoned-from";

/** What a change costs and takes away, before it is made. Amounts in minor units of `currency`, instants UTC. */
export type ChangePreview = {
  kind: ChangeKind;
  /** Whether it takes effect now, at the period's end, or partly at each time. */
  effect: "none" | "now" | "period_end" | "both";
  /** When what waits takes effect; null when nothing does. */
  at: Date | null;
  currency: string;
  /** What is charged when it is confirmed; null when nothing changes now. */
  today: PreviewedCharge | null;
  /** The next regular invoice after it; null when there will be none. `plusUse`: what is used beyond the plan by then is added. */
  next: (Omit<PreviewedCharge, "credit"> & { at: Date; plusUse: boolean }) | null;
  lost: Losses;
  /** To be sent along when it is confirmed, so that it costs what is said here. */
  quote: string;
};

/**
 * Asks Stripe what a change would cost and tells what would no longer fit. Changes nothing.
 *
 * @throws GatehouseError as the change itself would: `forbidden`, `conflict`, `unknown_name`, `unavailable`.
 */
export async function previewChange(ctx: TenantContext, wish: PreviewInput): Promise<ChangePreview> {
  if (wish.plan !== undefined) findPlan(catalog, wish.plan);
  for (const key of Object.keys(wish.addOns ?? {})) findAddOn(catalog, key);
  const open = await openPreview(ctx);
  const { present, subscription } = open;
  requireSettled(subscription);
  const change = planChange(catalog, present.pieces, present.scheduled?.pieces ?? null, wish);
  const date = prorationDate(present, ctx.now);
  const end = change.later ?? change.now ?? present.pieces;
  if (change.kind !== "none") requireMonthlyOffer(subscription, end);
  const [today, next, lost] = await Promise.all([
    change.now ? chargedToday(open, change.now, date) : null,
    nextInvoice(open, change, end),
    lossesTo(ctx, end),
  ]);
  return {
    kind: change.kind,
    effect: effectOf(change),
    at: change.later ? new Date(present.periodEnd * 1000) : null,
    currency: subscription.currency,
    today,
    next,
    lost,
    quote: writeQuote(date, reckonedFrom(open, change)),
  };
}

function effectOf({ now, later }: PlanChange): ChangePreview["effect"] {
  if (now) return later ? "both" : "now";
  return later ? "period_end" : "none";
}

async function chargedToday(
  open: OpenChange,
  wanted: readonly Piece[],
  proration_date: number,
): Promise<PreviewedCharge> {
  const params = { proration_behavior: "always_invoice", proration_date } as const;
  return previewedCharge(await previewInvoice(open, wanted, params));
}

/** Reckoned without the prorations, which are invoiced at once. */
async function nextInvoice(
  open: OpenChange,
  { now, later }: PlanChange,
  end: readonly Piece[],
): Promise<ChangePreview["next"]> {
  const invoice = await previewInvoice(open, end, { proration_behavior: "none" });
  const renewal = later || !now ? open.present.periodEnd : invoice.period_end;
  const { credit, ...charge } = previewedCharge(invoice);
  const plusUse = [...open.present.pieces, ...end].some(({ kind }) => kind === "overage");
  return { ...charge, at: new Date(renewal * 1000), plusUse };
}

async function previewInvoice(
  { budget, subscription, present }: OpenChange,
  wanted: readonly Piece[],
  how: Stripe.InvoiceCreatePreviewParams.SubscriptionDetails,
): Promise<Stripe.Invoice> {
  const priceId = await priceIdsOf(budget, wanted, present.priceIds);
  const items = itemParams(present.pieces, wanted, priceId);
  return budget.call((stripe) =>
    stripe.invoices.createPreview({ subscription: subscription.id, subscription_details: { ...how, items } }),
  );
}

async function lossesTo(ctx: TenantContext, end: readonly Piece[]): Promise<Losses> {
  const { plan } = choiceOf(end);
  const items = end.map(({ kind, itemKey, quantity }) => ({ kind, itemKey, quantity: quantity ?? 0 }));
  const before = await entitlementsOf(ctx);
  const after = await entitlementsWith(ctx, { planKey: plan, items });
  const levels = await ctx.tx
    .select({ meter: gauges.meter, level: gauges.level })
    .from(gauges)
    .where(eq(gauges.organizationId, ctx.organizationId));
  return lossesOf(catalog, { before, after }, levels);
}

import "server-only";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { gauges } from "@/db/schema";
import { signingSecret } from "@/lib/auth-secrets";
import { catalog, catalogIn, findAddOn, findPlan } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { compareEntitlements } from "@/lib/entitlements";
import { invitationsOver, seatMeter } from "@/lib/seats";
import { seatLevels } from "../seats/seat-levels";
import { priceIdsOf } from "../stripe/price-ids";
import { attachedSchedule, prorationDate } from "./current-subscription";
import { discountDurations, discountsLeft, isDiscounted, itemsWithoutUsed, usedOnce } from "./discounts-left";
import type { PreviewInput } from "./input";
import { itemParams } from "./item-params";
import { type LineItem, selectionOf } from "./line-items";
import { type Losses, lossesOf } from "./losses";
import { beginsCycle, cycleFromNow, fromPeriodEnd, isPendingLine } from "./new-cycle";
import { type OpenChange, openPreview, requireSettled } from "./open-change";
import { type ChangeKind, type PlanChange, planChange } from "./plan-change";
import { type PreviewedCharge, previewedCharge } from "./previewed-charge";
import { pricedFrom } from "./priced-from";
import { writeQuote } from "./quote";
import { requirePossible } from "./require-possible";
import { previewSchedule } from "./write-schedule";

/** What a change would cost and take away. Amounts in minor units of `currency`, instants UTC. */
export type ChangePreview = {
  kind: ChangeKind;
  /** Whether it takes effect now, at the period's end, or in part at each. */
  effect: "none" | "now" | "period_end" | "both";
  /** When the scheduled part takes effect; null when nothing is scheduled. */
  at: Date | null;
  currency: string;
  /** What confirming charges; null when nothing changes now. */
  today: PreviewedCharge | null;
  /** The next regular invoice afterwards; null when there is none. `plusUse`: overage until then is added to it. */
  next: (Omit<PreviewedCharge, "credit"> & { at: Date; plusUse: boolean }) | null;
  lost: Losses;
  /** Send it with the confirmation, so that the change costs what this preview shows. */
  quote: string;
};

/**
 * Asks Stripe what a change would cost, and compares its limits with current usage. Changes nothing.
 *
 * @throws GatehouseError as the change itself would: `forbidden`, `conflict`, `unknown_name`, `unavailable`.
 */
export async function previewChange(ctx: TenantContext, request: PreviewInput): Promise<ChangePreview> {
  if (request.plan !== undefined) findPlan(catalog, request.plan);
  for (const key of Object.keys(request.addOns ?? {})) findAddOn(catalog, key);
  const open = await openPreview(ctx);
  const { current, subscription } = open;
  requireSettled(subscription);
  const change = planChange(
    catalogIn(catalog, subscription.currency),
    current.items,
    current.scheduled?.items ?? null,
    request,
    await seatLevels(ctx),
  );
  const date = prorationDate(current, ctx.now);
  const end = change.later ?? change.now ?? current.items;
  requirePossible(ctx, open, change);
  const [{ made, renewal }, lost] = await Promise.all([
    invoicesOf(open, change, end, date),
    lossesTo(ctx, end, change.later ? new Date(current.periodEnd * 1000) : ctx.now),
  ]);
  return {
    kind: change.kind,
    effect: effectOf(change),
    at: change.later ? new Date(current.periodEnd * 1000) : null,
    currency: subscription.currency,
    today: change.now ? (made ? previewedCharge(made) : nothingToday) : null,
    next: nextCharge(open, change, renewal, made),
    lost,
    quote: writeQuote(date, pricedFrom(open, change), signingSecret()),
  };
}

function effectOf({ now, later }: PlanChange): ChangePreview["effect"] {
  if (now) return later ? "both" : "now";
  return later ? "period_end" : "none";
}

/** The invoice of today and the next regular one. With discounts the first comes first, because it may use some up. */
async function invoicesOf(open: OpenChange, change: PlanChange, end: readonly LineItem[], date: number) {
  const making = change.now ? invoiceToday(open, change.now, date) : null;
  const first = isDiscounted(open.subscription) ? await making : null;
  const [made, renewal] = await Promise.all([making, regularInvoice(open, change, end, usedOnce(first))]);
  return { made, renewal };
}

/**
 * The invoice that the change makes now. Null for a change that makes none (during a trial, or of metered prices alone):
 * Stripe then previews the next regular one.
 */
async function invoiceToday(
  open: OpenChange,
  wanted: readonly LineItem[],
  proration_date: number,
): Promise<Stripe.Invoice | null> {
  const subscription_details = { proration_behavior: "always_invoice", proration_date } as const;
  const invoice = await previewInvoice(open, wanted, { subscription_details, expand: [discountDurations] });
  const renewal = Math.min(...open.subscription.items.data.map((item) => item.current_period_end));
  return invoice.lines.data.some(({ period }) => period.start >= renewal) ? null : invoice;
}

const nothingToday: PreviewedCharge = { amount: 0, credit: 0, discount: 0, tax: 0, lines: [] };

/**
 * The regular invoice after the change, previewed without the prorations, which are invoiced immediately.
 *
 * @param made what is invoiced before it, which uses credit or adds to it.
 */
function nextCharge(
  { current }: OpenChange,
  { now, later }: PlanChange,
  renewal: Stripe.Invoice,
  made: Stripe.Invoice | null,
): ChangePreview["next"] {
  const at = later || !now ? current.periodEnd : renewal.period_end;
  const left = made ? withoutPending(renewal) : renewal;
  const { credit, ...charge } = previewedCharge(left);
  const amount = made ? Math.max(0, left.total + balanceAfter(made)) : charge.amount;
  const plusUse = [...current.items, ...(later ?? now ?? [])].some(({ kind }) => kind === "overage");
  return { ...charge, amount, at: new Date(at * 1000), plusUse };
}

/** What waits for the next invoice is charged by the one that the change makes. */
function withoutPending(invoice: Stripe.Invoice): Stripe.Invoice {
  const { data } = invoice.lines;
  const pending = data.filter(isPendingLine).reduce((total, line) => total + netOf(line), 0);
  const lines = { ...invoice.lines, data: data.filter((line) => !isPendingLine(line)) };
  return { ...invoice, lines, total: invoice.total - pending };
}

function netOf({ amount, discount_amounts, taxes }: Stripe.InvoiceLineItem): number {
  const sum = (amounts: readonly { amount: number }[] | null) =>
    (amounts ?? []).reduce((all, one) => all + one.amount, 0);
  return amount - sum(discount_amounts) + sum((taxes ?? []).filter(({ tax_behavior }) => tax_behavior === "exclusive"));
}

/** The customer's balance once an invoice is paid. Credit is negative, as Stripe has it. */
const balanceAfter = ({ starting_balance, total }: Stripe.Invoice): number => Math.min(0, starting_balance + total);

/**
 * Without the prorations of the change, and without the discounts that are `used` until then. What is already scheduled would
 * otherwise be in it, although the change replaces it.
 */
async function regularInvoice(
  open: OpenChange,
  { now, later }: PlanChange,
  end: readonly LineItem[],
  used: ReadonlySet<string>,
): Promise<Stripe.Invoice> {
  const schedule = open.current.scheduled && attachedSchedule(open.subscription);
  if (schedule && !now) return previewSchedule(open, schedule, end);
  if (!beginsCycle(open, later)) {
    const left = discountsLeft(open.subscription, ({ id }) => !used.has(id));
    return previewInvoice(open, end, { ...left, subscription_details: { proration_behavior: "none" } }, used);
  }
  return fromPeriodEnd(await previewInvoice(open, end, cycleFromNow(open, used), used), open, later);
}

async function previewInvoice(
  { budget, subscription, current }: OpenChange,
  wanted: readonly LineItem[],
  { subscription_details, ...how }: Stripe.InvoiceCreatePreviewParams,
  used: ReadonlySet<string> = new Set(),
): Promise<Stripe.Invoice> {
  const priceId = await priceIdsOf(budget, wanted, current.priceIds);
  const withoutUsed = new Map(itemsWithoutUsed(subscription, used).map((item) => [item.id, item]));
  const changed = itemParams(current.items, wanted, priceId);
  const items = [
    ...changed.map((item) => (item.deleted ? item : { ...item, ...withoutUsed.get(item.id ?? "") })),
    ...[...withoutUsed.values()].filter(({ id }) => !changed.some((item) => item.id === id)),
  ];
  return budget.call((stripe) =>
    stripe.invoices.createPreview({
      ...how,
      subscription: subscription.id,
      subscription_details: { ...subscription_details, items },
    }),
  );
}

/** @param at when the change takes effect. What expires by then isn't lost to it. */
async function lossesTo(ctx: TenantContext, end: readonly LineItem[], at: Date): Promise<Losses> {
  const items = end.map(({ kind, itemKey, quantity }) => ({ kind, itemKey, quantity: quantity ?? 0 }));
  const entitlements = await compareEntitlements(ctx, { planKey: selectionOf(end).plan, items });
  const levels = await ctx.tx
    .select({ meter: gauges.meter, level: gauges.level })
    .from(gauges)
    .where(eq(gauges.organizationId, ctx.organizationId));
  const seats = entitlements.after.limits[seatMeter]?.limit ?? 0;
  const over = await invitationsOver({ ...ctx, now: at }, seats);
  return { ...lossesOf(catalog, entitlements, levels), invitations: over.map(({ email }) => email) };
}

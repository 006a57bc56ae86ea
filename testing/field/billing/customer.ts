import type Stripe from "stripe";
import { acceptOffer } from "@/lib/billing/change/accept-offer";
import { cancelSubscription } from "@/lib/billing/change/cancel-subscription";
import { changeAddOns } from "@/lib/billing/change/change-add-ons";
import { changePlan } from "@/lib/billing/change/change-plan";
import { type ChangePreview, previewChange } from "@/lib/billing/change/preview-change";
import { redeemCode } from "@/lib/billing/change/redeem-code";
import { resumeSubscription } from "@/lib/billing/change/resume-subscription";
import { undoChange } from "@/lib/billing/change/undo-change";
import { savePaymentMethod } from "@/lib/billing/payment/save-payment-method";
import { stripe } from "@/lib/billing/stripe/stripe";
import { type TenantContext, withTenant } from "@/lib/context";
import { GatehouseError } from "@/lib/errors";
import { cards, payInvoice, payOn } from "@/testing/billing/local-stripe";
import { checkout, type Organization } from "@/testing/billing/stories";
import type { CustomerAct } from "./acts";
import type { PlanProducts } from "./plan-products";
import {
  couponIdOf,
  type Difference,
  differences,
  discountsIn,
  idOf,
  isReleasable,
  nextInvoice,
  type Snapshot,
} from "./stripe-snapshot";

/** The errors that the billing page may show instead. Anything else is a bug or an outage. */
const refusals = new Set(["conflict", "forbidden", "unknown_name", "invalid_input", "not_found", "read_only"]);

type Did = { preview?: ChangePreview | undefined; outcome?: string };

/** A customer on our pages. After each act, only what it names may differ at Stripe, and it costs what its preview showed. */
export class CustomerOnOurPages {
  constructor(
    private readonly organization: Organization,
    private readonly products: PlanProducts,
    private readonly code: string,
    private readonly edited: ReadonlySet<string>,
    private readonly read: Record<"before" | "after", () => Promise<Snapshot | undefined>>,
  ) {}

  /** @returns whether it was possible. @throws Error that says what else changed, or that failed unexpectedly. */
  async act(act: CustomerAct, counted: string | null): Promise<boolean> {
    const before = await this.read.before();
    const did = await this.attempt(act, before).catch(refusalOf);
    const after = await this.read.after();
    if (!before || !after || before.customerId !== after.customerId) return did !== undefined;
    const found = differences(before, after);
    const own = before.subscriptions.find(({ id }) => id === counted);
    const isAllowed = did ? this.allowed(act, own, { before, after }) : () => false;
    const wrong = found.filter((difference) => !isAllowed(difference));
    if (wrong.length > 0) {
      const verdict = did ? `was done (${JSON.stringify(did.outcome)})` : "was refused";
      throw new Error(`${act.do} ${verdict}, but changed ${JSON.stringify(wrong, null, 1)}`);
    }
    if (did) requirePreviewed(did, act, before, after);
    if (did?.preview && own && did.outcome !== "awaiting_payment") await requireNext(did.preview, own.id, after);
    return did !== undefined;
  }

  private as<T>(work: (ctx: TenantContext) => Promise<T>): Promise<T> {
    return withTenant({ organizationId: this.organization.id, actor: this.organization.owner }, work);
  }

  private async attempt(act: CustomerAct, before: Snapshot | undefined): Promise<Did> {
    switch (act.do) {
      case "buy": {
        const { url } = await checkout(this.organization, act.plan, act.interval);
        await payOn(url, cards[act.card]);
        return {};
      }
      case "change":
        return this.change(act);
      case "add_ons": {
        const { addOns } = act;
        const preview = act.quoted ? await this.as((ctx) => previewChange(ctx, { addOns })) : undefined;
        const quote = preview ? { quote: preview.quote } : {};
        return { preview, ...(await this.as((ctx) => changeAddOns(ctx, { addOns, ...quote }))) };
      }
      case "undo":
        return this.as(undoChange);
      case "resume":
        return this.as(resumeSubscription);
      case "offer":
        return this.as(acceptOffer);
      case "code":
        return this.as((ctx) => redeemCode(ctx, { code: this.code }));
      case "cancel":
        return this.as((ctx) =>
          cancelSubscription(ctx, { reason: "too_expensive", discardScheduled: act.discardScheduled }),
        );
      case "pay":
        return payOpen(before);
      case "card":
        return this.replaceCard(act.card, before);
      default:
        return act satisfies never;
    }
  }

  /** With a preview, confirms in its direction. Without one, tries both endpoints: only one of them accepts the change. */
  private async change({ plan, interval, quoted }: Extract<CustomerAct, { do: "change" }>): Promise<Did> {
    const by = (direction: "up" | "down", quote?: string) =>
      this.as((ctx) => changePlan(ctx, { plan, interval, direction, ...(quote === undefined ? {} : { quote }) }));
    if (!quoted) return by("up").catch((error) => ifRefused(error, () => by("down")));
    const preview = await this.as((ctx) => previewChange(ctx, { plan, interval }));
    return { preview, ...(await by(preview.effect === "period_end" ? "down" : "up", preview.quote)) };
  }

  private async replaceCard(card: string, before: Snapshot | undefined): Promise<Did> {
    if (!before || before.customer.deleted) return {};
    const { customerId: customer } = before;
    const { id } = await stripe().paymentMethods.attach(card, { customer });
    const intent = await stripe().setupIntents.create({
      customer,
      payment_method: id,
      confirm: true,
      usage: "off_session",
    });
    await this.as((ctx) => savePaymentMethod(ctx, { setupIntent: intent.id }));
    return {};
  }

  /** Which differences an act names. */
  private allowed(
    act: CustomerAct,
    own: Stripe.Subscription | undefined,
    { before, after }: { before: Snapshot; after: Snapshot },
  ): (one: Difference) => boolean {
    const ofOwn = ({ of }: Difference) => of === own?.id;
    const ownSchedule = ({ what }: Difference) =>
      what === "schedule" && own !== undefined && isReleasable(own, this.edited);
    switch (act.do) {
      case "buy":
        // The purchase's invoice uses up a customer's discount of one invoice.
        return ({ of, what, is }) =>
          what === "created" || (of === "customer" && (what === "card" || (what === "discount" && is === "none")));
      case "change":
      case "add_ons":
        return (one) =>
          isUsedByInvoice(one, before, after) ||
          (ofOwn(one) && (ownSchedule(one) || this.isNamedItem(one, own, after) || this.isUsedOnce(one, own)));
      case "undo":
        return (one) => ofOwn(one) && ownSchedule(one);
      case "resume":
        return (one) => ofOwn(one) && one.what === "cancel_at";
      case "offer":
        return (one) => ofOwn(one) && (one.what === "cancel_at" || isAddedDiscount(one) || ownSchedule(one));
      case "code":
        return (one) => ofOwn(one) && (isAddedDiscount(one) || ownSchedule(one));
      case "cancel":
        return (one) =>
          ofOwn(one) &&
          (one.what === "cancel_at" || (one.what === "schedule" && (act.discardScheduled || ownSchedule(one))));
      case "pay":
        return (one) => ofOwn(one) && own?.pending_update != null && this.isNamedItem(one, own, after);
      case "card":
        return ({ of, what }) => what === "card" && (of === "customer" || of === own?.id);
      default:
        return act satisfies never;
    }
  }

  /** The plan's price, an add-on or overage: never a quantity of the plan, nor a discount on an item that stays. */
  private isNamedItem({ what, was, is }: Difference, own: Stripe.Subscription | undefined, after: Snapshot): boolean {
    if (!what.startsWith("item ") || !own) return false;
    const id = what.slice("item ".length);
    const now = after.subscriptions.find((each) => each.id === own.id);
    const [itemBefore, itemAfter] = [own, now].map((each) => each?.items.data.find((item) => item.id === id));
    if (itemBefore && !this.products.isChangeable(itemBefore, own)) return false;
    if (now && itemAfter && !this.products.isChangeable(itemAfter, now)) return false;
    if (id !== this.products.planItem(own)?.id) return true;
    return rest(was) === rest(is);
  }

  /** A discount of one invoice is used up by the invoice of the change. */
  private isUsedOnce({ what, was, is }: Difference, own: Stripe.Subscription | undefined): boolean {
    if (what !== "discounts" || !own) return false;
    const left = is === "" ? [] : is.split(",");
    const gone = was.split(",").filter((id) => !left.includes(id));
    return left.every((id) => was.split(",").includes(id)) && this.areOnce(gone, own);
  }

  private areOnce(coupons: readonly string[], own: Stripe.Subscription): boolean {
    const ending = discountsIn(own.discounts).filter((discount) => coupons.includes(couponIdOf(discount)));
    return ending.every(({ end }) => end === null);
  }
}

/** `price × quantity − discounts` without the price. */
const rest = (fact: string): string => fact.slice(fact.indexOf(" × "));

const isAddedDiscount = ({ what, was, is }: Difference): boolean =>
  what === "discounts" && is.startsWith(was) && is.length > was.length;

/** A customer's discount of one invoice is used up by the first one after it, also by that of a change. */
function isUsedByInvoice({ of, what, is }: Difference, before: Snapshot, after: Snapshot): boolean {
  if (of !== "customer" || what !== "discount" || is !== "none" || before.customer.deleted) return false;
  const { discount } = before.customer;
  const known = new Set(before.invoices.map(({ id }) => id));
  const made = after.invoices.filter(({ id }) => !known.has(id));
  return (
    discount?.end === null &&
    made.some(({ total_discount_amounts: used }) => used?.some((amount) => idOf(amount.discount) === discount.id))
  );
}

async function payOpen(before: Snapshot | undefined): Promise<Did> {
  const open = before?.invoices.filter(({ status }) => status === "open") ?? [];
  for (const { hosted_invoice_url } of open) if (hosted_invoice_url) await payInvoice(hosted_invoice_url);
  return {};
}

function ifRefused<T>(error: unknown, otherwise: () => Promise<T>): Promise<T> {
  if (error instanceof GatehouseError && error.code === "conflict") return otherwise();
  throw error;
}

function refusalOf(error: unknown): undefined {
  if (error instanceof GatehouseError && refusals.has(error.code)) return undefined;
  throw error;
}

/** The invoices a change makes come to what its preview showed for today; without a charge today there is none. */
function requirePreviewed({ preview, outcome }: Did, act: CustomerAct, before: Snapshot, after: Snapshot): void {
  if (!preview) return;
  const known = new Set(before.invoices.map(({ id }) => id));
  const made = after.invoices.filter(({ id }) => !known.has(id));
  const found = made.map(({ amount_due, total }) => ({ amount: amount_due, credit: Math.max(0, -total) }));
  const { today } = preview;
  const wanted = today === null ? [] : [{ amount: today.amount, credit: today.credit }];
  const nothing = found.length === 0 && (today === null || (today.amount === 0 && today.credit === 0));
  if (!nothing && JSON.stringify(found) !== JSON.stringify(wanted)) {
    throw new Error(`${act.do} (${outcome}): previewed ${JSON.stringify(wanted)}, invoiced ${JSON.stringify(found)}`);
  }
}

/** The next regular invoice comes to what the preview of a change showed. */
async function requireNext({ next }: ChangePreview, counted: string, after: Snapshot): Promise<void> {
  const own = after.subscriptions.find(({ id }) => id === counted);
  if (!own || next === null) return;
  const invoice = await nextInvoice(own);
  if (invoice?.amount_due === next.amount) return;
  const found = (invoice?.lines.data ?? []).map(({ description, amount }) => `${description}: ${amount}`);
  const wanted = next.lines.map(({ description, amount }) => `${description}: ${amount}`);
  throw new Error(
    `next ${next.amount} was previewed (${wanted.join(", ")}), Stripe will charge ${invoice?.amount_due} (${found.join(", ")})`,
  );
}

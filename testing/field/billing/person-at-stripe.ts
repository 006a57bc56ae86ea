import Stripe from "stripe";
import { stripe } from "@/lib/billing/stripe/stripe";
import { customPrice, setCustomerDiscount } from "@/testing/billing/dashboard";
import type { Interval, PersonAct } from "./acts";
import type { Coupons } from "./coupons";
import type { PlanProducts } from "./plan-products";
import { idOf, isOpenEnded, type Snapshot } from "./stripe-snapshot";

type Doing<Do extends PersonAct["do"]> = Extract<PersonAct, { do: Do }>;

/** A person who works in the Stripe dashboard. What Stripe refuses doesn't happen. */
export class PersonAtStripe {
  constructor(
    private readonly products: PlanProducts,
    private readonly coupons: Coupons,
    /** Schedules that were edited: from then on they are a person's, no matter who made them. */
    private readonly edited: Set<string>,
  ) {}

  /** @param now in Unix seconds. @returns whether Stripe accepted it. */
  async act(act: PersonAct, snapshot: Snapshot, counted: string | undefined, now: number): Promise<boolean> {
    const own = snapshot.subscriptions.find(({ id }) => id === counted);
    try {
      return await this.attempt(act, snapshot, own, now);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError) return false;
      if (error instanceof Stripe.errors.StripeCardError) return false;
      throw error;
    }
  }

  private async attempt(
    act: PersonAct,
    snapshot: Snapshot,
    own: Stripe.Subscription | undefined,
    now: number,
  ): Promise<boolean> {
    const { customerId } = snapshot;
    switch (act.do) {
      case "second_subscription":
        return this.subscribe(act, customerId, now);
      case "coupon":
        return this.discount(act, snapshot, own);
      case "delete_coupon":
        return this.deleteCoupon(act.which);
      case "refund":
        return this.refund(act, snapshot);
      case "credit_note":
        return this.creditNote(snapshot);
      case "credit":
        await stripe().customers.createBalanceTransaction(customerId, { amount: act.amount, currency: "usd" });
        return true;
      case "card":
        return this.replaceCard(act, customerId, own);
      case "delete_customer":
        await stripe().customers.del(customerId);
        return true;
      case "cancel":
        return this.cancel(act, snapshot);
      default:
        return own ? this.edit(act, own, now) : false;
    }
  }

  private async edit(
    act: Exclude<
      PersonAct,
      {
        do:
          | "second_subscription"
          | "coupon"
          | "delete_coupon"
          | "refund"
          | "credit_note"
          | "credit"
          | "card"
          | "delete_customer"
          | "cancel";
      }
    >,
    own: Stripe.Subscription,
    now: number,
  ): Promise<boolean> {
    const update = (params: Stripe.SubscriptionUpdateParams) => stripe().subscriptions.update(own.id, params);
    switch (act.do) {
      case "custom_item":
        await this.addItem(act, own);
        return true;
      case "own_price":
        return this.ownPrice(act, own);
      case "quantity":
        return this.setQuantity(act, own);
      case "foreign_only":
        return this.leaveOnlyForeign(own);
      case "trial":
        await update({ trial_end: now + act.days * 86_400, proration_behavior: "none" });
        return true;
      case "schedule":
        return this.schedule(act, own);
      case "edit_schedule":
        return this.editSchedule(act, own);
      case "release_schedule": {
        const id = idOf(own.schedule);
        if (id) await stripe().subscriptionSchedules.release(id);
        return id !== null;
      }
      case "pause":
        await update({
          pause_collection: {
            behavior: act.behavior,
            ...(act.days === null ? {} : { resumes_at: now + act.days * 86_400 }),
          },
        });
        return true;
      case "resume_collection":
        await update({ pause_collection: "" });
        return true;
      case "keep_plan":
        await update(own.cancel_at_period_end ? { cancel_at_period_end: false } : { cancel_at: "" });
        return true;
      case "send_invoice":
        await update({ collection_method: "send_invoice", days_until_due: act.days });
        return true;
      case "charge_card":
        await update({ collection_method: "charge_automatically" });
        return true;
      case "remove_discounts":
        await update({ discounts: "" });
        return true;
      default:
        return act satisfies never;
    }
  }

  private async addItem(act: Doing<"custom_item">, own: Stripe.Subscription): Promise<void> {
    const price = await customPrice(act.amount, act.interval);
    const { quantity, prorated } = act;
    const proration_behavior = prorated ? "create_prorations" : "none";
    await stripe().subscriptionItems.create({ subscription: own.id, price: price.id, quantity, proration_behavior });
  }

  private async ownPrice({ plan, amount, interval }: Doing<"own_price">, own: Stripe.Subscription): Promise<boolean> {
    const item = this.products.planItem(own);
    if (!item) return false;
    const price = await this.priceOf(this.products.idOf(plan), amount, interval);
    await stripe().subscriptionItems.update(item.id, { price: price.id, proration_behavior: "none" });
    return true;
  }

  private async setQuantity({ quantity }: Doing<"quantity">, own: Stripe.Subscription): Promise<boolean> {
    const item = this.products.planItem(own);
    if (!item) return false;
    await stripe().subscriptionItems.update(item.id, { quantity, proration_behavior: "none" });
    return true;
  }

  /** The plan is removed, and only something of the company's own stays. */
  private async leaveOnlyForeign(own: Stripe.Subscription): Promise<boolean> {
    const [first] = own.items.data;
    const interval = first?.price.recurring?.interval === "year" ? "year" : "month";
    const price = await customPrice(12_345, interval);
    await stripe().subscriptions.update(own.id, {
      items: [...own.items.data.map(({ id }) => ({ id, deleted: true })), { price: price.id }],
      proration_behavior: "none",
    });
    return true;
  }

  private async schedule(act: Doing<"schedule">, own: Stripe.Subscription): Promise<boolean> {
    const item = this.products.planItem(own) ?? own.items.data[0];
    if (!item || own.schedule) return false;
    const interval = item.price.recurring?.interval === "year" ? "year" : "month";
    const later = act.custom
      ? await customPrice(act.amount, interval)
      : await this.priceOf(idOf(item.price.product) ?? "", act.amount, interval);
    const { id, phases } = await stripe().subscriptionSchedules.create({ from_subscription: own.id });
    const [phase] = phases;
    if (!phase) return false;
    const items = own.items.data.map(({ price, quantity }) => ({
      price: price.id,
      ...(quantity === undefined ? {} : { quantity }),
    }));
    await stripe().subscriptionSchedules.update(id, {
      phases: [
        { items, start_date: phase.start_date, end_date: phase.end_date },
        {
          items: items.map((each) => (each.price === item.price.id ? { ...each, price: later.id } : each)),
          duration: { interval: "month", interval_count: act.months },
        },
      ],
    });
    return true;
  }

  /** Changes what a schedule, of ours or not, does in its last phase. */
  private async editSchedule({ amount }: Doing<"edit_schedule">, own: Stripe.Subscription): Promise<boolean> {
    const { schedule } = own;
    if (!schedule || typeof schedule === "string" || schedule.phases.length < 2) return false;
    const interval = own.items.data[0]?.price.recurring?.interval === "year" ? "year" : "month";
    const price = await customPrice(amount, interval);
    await stripe().subscriptionSchedules.update(schedule.id, {
      phases: schedule.phases.map(({ start_date, end_date, items }, index) => ({
        start_date,
        end_date,
        items: [
          ...items.map(({ price: known, quantity }) => ({
            price: idOf(known) ?? "",
            ...(quantity === undefined ? {} : { quantity }),
          })),
          ...(index === schedule.phases.length - 1 ? [{ price: price.id, quantity: 1 }] : []),
        ],
      })),
    });
    this.edited.add(schedule.id);
    return true;
  }

  private async subscribe(
    { plan, amount, trialDays }: Doing<"second_subscription">,
    customer: string,
    now: number,
  ): Promise<boolean> {
    const price =
      plan === null ? await customPrice(amount) : await this.priceOf(this.products.idOf(plan), amount, "month");
    await stripe().subscriptions.create({
      customer,
      items: [{ price: price.id }],
      ...(trialDays > 0 ? { trial_end: now + trialDays * 86_400 } : {}),
    });
    return true;
  }

  private async discount(
    { on, coupon: kind }: Doing<"coupon">,
    { customerId, customer }: Snapshot,
    own: Stripe.Subscription | undefined,
  ): Promise<boolean> {
    if (customer.deleted) return false;
    const coupon = await this.coupons.create(kind);
    if (on === "customer") {
      await setCustomerDiscount({ customerId }, coupon).catch(() => undefined);
      return true;
    }
    if (!own) return false;
    const params = { discounts: [{ coupon }] };
    if (on === "subscription") await stripe().subscriptions.update(own.id, params);
    const item = own.items.data.find(({ price }) => price.recurring?.usage_type === "licensed");
    if (on === "item" && item) await stripe().subscriptionItems.update(item.id, params);
    return true;
  }

  private async deleteCoupon(which: number): Promise<boolean> {
    const id = this.coupons.pick(which);
    if (id) await stripe().coupons.del(id);
    return id !== undefined;
  }

  private async refund({ percent }: Doing<"refund">, { customerId }: Snapshot): Promise<boolean> {
    const { data } = await stripe().charges.list({ customer: customerId });
    const charge = data.find(({ paid, refunded }) => paid && !refunded);
    if (!charge) return false;
    const left = charge.amount - charge.amount_refunded;
    await stripe().refunds.create({ charge: charge.id, amount: Math.max(1, Math.floor((left * percent) / 100)) });
    return true;
  }

  private async creditNote({ invoices }: Snapshot): Promise<boolean> {
    const invoice = invoices.find(({ status, amount_paid }) => status === "paid" && amount_paid > 1);
    if (!invoice) return false;
    const amount = Math.ceil(invoice.amount_paid / 4);
    await stripe().creditNotes.create({ invoice: invoice.id, amount, credit_amount: amount });
    return true;
  }

  private async replaceCard(
    { card }: Doing<"card">,
    customer: string,
    own: Stripe.Subscription | undefined,
  ): Promise<boolean> {
    const { id } = await stripe().paymentMethods.attach(card, { customer });
    await stripe().customers.update(customer, { invoice_settings: { default_payment_method: id } });
    if (own && isOpenEnded(own)) await stripe().subscriptions.update(own.id, { default_payment_method: id });
    return true;
  }

  private async cancel({ when, which }: Doing<"cancel">, { subscriptions }: Snapshot): Promise<boolean> {
    const live = subscriptions.filter(isOpenEnded);
    const subscription = live[which % Math.max(1, live.length)];
    if (!subscription) return false;
    if (when === "now") await stripe().subscriptions.cancel(subscription.id);
    else await stripe().subscriptions.update(subscription.id, { cancel_at_period_end: true });
    return true;
  }

  private priceOf(product: string, unit_amount: number, interval: Interval): Promise<Stripe.Price> {
    return stripe().prices.create({ product, currency: "usd", unit_amount, recurring: { interval } });
  }
}

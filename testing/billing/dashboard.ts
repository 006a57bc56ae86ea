import type Stripe from "stripe";
import { stripe } from "@/lib/billing/stripe/stripe";
import { found } from "@/lib/errors";
import { stripeOrigin } from "./local-stripe";
import { atStripe, type Subscriber } from "./subscribers";

/** What a person does in the Stripe dashboard, by the SDK. Amounts in minor units. */

/** A recurring price of the company's own, on a product outside the catalog. */
export async function customPrice(unit_amount: number, interval: "month" | "year" = "month"): Promise<Stripe.Price> {
  const product = await stripe().products.create({ name: "Custom contract item" });
  return stripe().prices.create({ product: product.id, currency: "usd", unit_amount, recurring: { interval } });
}

/** Adds a custom item to the customer's subscription, from the next invoice on. */
export async function addCustomItem(subscriber: Subscriber, unitAmount: number, quantity = 1): Promise<Stripe.Price> {
  const { subscription } = await atStripe(subscriber);
  const price = await customPrice(unitAmount);
  await stripe().subscriptionItems.create({
    subscription: subscription.id,
    price: price.id,
    quantity,
    proration_behavior: "none",
  });
  return price;
}

/** Sets the plan's quantity, from the next invoice on. */
export async function setPlanQuantity(subscriber: Subscriber, quantity: number): Promise<void> {
  const { subscription } = await atStripe(subscriber);
  const plan = found(subscription.items.data[0], "item");
  await stripe().subscriptionItems.update(plan.id, { quantity, proration_behavior: "none" });
}

/** Schedules what a person agreed with the customer: another price for the plan from the period's end on. */
export async function arrangeSchedule(subscriber: Subscriber, unitAmount: number): Promise<string> {
  const { subscription } = await atStripe(subscriber);
  const { id, phases } = await stripe().subscriptionSchedules.create({ from_subscription: subscription.id });
  const phase = found(phases[0], "phase");
  const price = await customPrice(unitAmount);
  await stripe().subscriptionSchedules.update(id, {
    phases: [
      {
        items: subscription.items.data.map((item) => ({ price: item.price.id, ...quantityOf(item) })),
        start_date: phase.start_date,
        end_date: phase.end_date,
      },
      { items: [{ price: price.id, quantity: 1 }], duration: { interval: "month", interval_count: 12 } },
    ],
  });
  return id;
}

type PhaseDiscount = { coupon: string } | { promotion_code: string };

/** Discounts the last phase of a schedule, and each item of it. */
export async function discountPhase(schedule: string, whole: PhaseDiscount, each: PhaseDiscount): Promise<void> {
  const { phases } = await stripe().subscriptionSchedules.retrieve(schedule);
  await stripe().subscriptionSchedules.update(schedule, {
    phases: phases.map(({ start_date, end_date, items }, index) => ({
      start_date,
      end_date,
      items: items.map(({ price, quantity }) => ({
        price: typeof price === "string" ? price : price.id,
        ...(quantity === undefined ? {} : { quantity }),
        ...(index === phases.length - 1 ? { discounts: [each] } : {}),
      })),
      ...(index === phases.length - 1 ? { discounts: [whole] } : {}),
    })),
  });
}

const quantityOf = ({ quantity }: Stripe.SubscriptionItem) => (quantity === undefined ? {} : { quantity });

/** The total of the next invoice as Stripe will make it. */
export async function nextTotal(subscriber: Subscriber): Promise<number> {
  const { subscription } = await atStripe(subscriber);
  const { id, schedule } = subscription;
  const of = schedule ? { schedule: typeof schedule === "string" ? schedule : schedule.id } : { subscription: id };
  return (await stripe().invoices.createPreview(of)).total;
}

/**
 * Discounts everything the customer is invoiced. Current API versions can't, but the dashboard can: so the request names no
 * version.
 */
export async function setCustomerDiscount({ customerId }: { customerId: string }, coupon: string): Promise<void> {
  const response = await fetch(`${stripeOrigin}/v1/customers/${customerId}`, {
    method: "POST",
    headers: { Authorization: "Bearer sk_test_local" },
    body: new URLSearchParams({ coupon }),
  });
  if (!response.ok) throw new Error(await response.text());
}

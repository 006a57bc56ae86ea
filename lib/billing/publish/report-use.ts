import "server-only";
import Stripe from "stripe";
import { catalog } from "@/lib/catalog";
import { stripeBudget } from "../stripe/stripe";
import { meterEventName } from "./stripe-catalog";

/** Overage to report to Stripe. Stripe accepts one event per `identifier` within 24 hours. */
export type ReportedUse = { customerId: string; meter: string; units: number; at: Date; identifier: string };

/**
 * Reports overage to Stripe's meter, which bills it on the invoice of the period that contains `at`. Repeating it with the
 * same identifier within 24 hours has no effect.
 *
 * @throws GatehouseError `unavailable` when Stripe is down: it may have received the report anyway.
 */
export async function reportUse({ customerId, meter, units, at, identifier }: ReportedUse): Promise<void> {
  const event = {
    event_name: meterEventName(catalog, meter),
    identifier,
    timestamp: seconds(at),
    payload: { stripe_customer_id: customerId, value: String(units) },
  };
  try {
    await stripeBudget().call((client) => client.billing.meterEvents.create(event));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Whether Stripe's meter has usage of the customer in the minute of `at`. */
export async function hasArrived({
  customerId,
  meter,
  at,
}: Omit<ReportedUse, "units" | "identifier">): Promise<boolean> {
  const name = meterEventName(catalog, meter);
  const start = Math.floor(seconds(at) / 60) * 60;
  return stripeBudget().call(async (client) => {
    const known = await client.billing.meters.list({ status: "active", limit: 100 });
    const found = known.data.find(({ event_name }) => event_name === name);
    if (!found) throw new Error(`Stripe has no meter ${name}. Run: npm run stripe:sync`);
    const window = { customer: customerId, start_time: start, end_time: start + 60 };
    const { data } = await client.billing.meters.listEventSummaries(found.id, window);
    return data.some(({ aggregated_value }) => aggregated_value > 0);
  });
}

/** Stripe's error for a known identifier: https://docs.stripe.com/api/billing/meter-event/create */
function isDuplicate(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return false;
  return error.param === "identifier" || /already exists with identifier/i.test(error.message);
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { environment, stack } from "./stack";

const pollMs = 100;
/** A test that then looks at a page finds out by itself what is missing. */
const deadlineMs = 10_000;

/** Waits until Stripe's webhooks have been delivered, and those about the organization's customer handled. */
export async function synced(organizationId: string): Promise<void> {
  const sql = postgres(environment().DATABASE_URL ?? "", { max: 1 });
  const deadline = performance.now() + deadlineMs;
  try {
    while (performance.now() < deadline && !((await areDelivered()) && (await areHandled(sql, organizationId)))) {
      await sleep(pollMs);
    }
  } finally {
    await sql.end();
  }
}

async function areDelivered(): Promise<boolean> {
  const clock = await (await fetch(`${stack().urls.stripe}/_local/clock`)).json();
  return clock.deliveries === 0;
}

async function areHandled(sql: postgres.Sql, organizationId: string): Promise<boolean> {
  const waiting = await sql`
    select from stripe_events join subscriptions on subscriptions.stripe_customer_id = stripe_events.customer_id
    where subscriptions.organization_id = ${organizationId} and stripe_events.handled_at is null limit 1`;
  return waiting.length === 0;
}

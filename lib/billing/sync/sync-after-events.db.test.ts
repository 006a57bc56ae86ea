import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { subscriptions, verifications } from "@/db/schema";
import { withPlatform, withTenant } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { clearFaults, faultHits, injectFault } from "@/testing/billing/faults";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { deliver, eventsOf, loggedEventsOf, paidAtStripe, stateOf, sync } from "@/testing/billing/stories";
import { newOrganization } from "@/testing/factories";
import { stripe } from "../stripe/stripe";
import { syncAfterEvents } from "./sync-after-events";

const platform = { actor: asSystem() };
const afterEvents = (customerId: string) => withPlatform(platform, (ctx) => syncAfterEvents(ctx, { customerId }));

const readAtOf = async (organizationId: string) => {
  const [row] = await withPlatform(platform, ({ tx }) =>
    tx.select().from(verifications).where(eq(verifications.organizationId, organizationId)),
  );
  return row?.stripeReadAt ?? null;
};

const unhandled = async (customerId: string) =>
  (await loggedEventsOf(customerId)).filter(({ handledAt }) => handledAt === null).length;

/** A customer who paid an hour ago and was synced just now. */
async function syncedSince() {
  const organization = await paidAtStripe();
  const events = await eventsOf(organization.customerId);
  await advanceStripe(1 / 24);
  await sync(organization.customerId);
  return { ...organization, events };
}

afterEach(clearFaults);

describe("events that arrive after Stripe was read", () => {
  it("are handled without another read if they happened before it", async () => {
    const { customerId, events } = await syncedSince();
    for (const event of events) await deliver(JSON.stringify(event));
    expect(await unhandled(customerId)).toBe(events.length);
    await injectFault({ kind: "server_error", path: "/v1/*" });
    await afterEvents(customerId);
    expect(await faultHits()).toBe(0);
    expect(await unhandled(customerId)).toBe(0);
  });

  it("lead to a read if one happened later", async () => {
    const { id, customerId, events } = await syncedSince();
    const subscription = (await stripe().subscriptions.list({ customer: customerId })).data[0];
    await stripe().subscriptions.cancel(subscription?.id ?? "");
    const later = (await eventsOf(customerId)).at(-1);
    for (const event of [...events, later]) await deliver(JSON.stringify(event));
    await afterEvents(customerId);
    expect((await stateOf(id)).subscription.status).toBe("canceled");
    expect(await unhandled(customerId)).toBe(0);
  });

  it("lead to a read if they happened in the seconds before the last one, which may have missed them", async () => {
    const organization = await paidAtStripe();
    const { customerId } = organization;
    await sync(customerId);
    for (const event of await eventsOf(customerId)) await deliver(JSON.stringify(event));
    await injectFault({ kind: "server_error", path: "/v1/*" });
    await expect(afterEvents(customerId)).rejects.toMatchObject({ code: "unavailable" });
    expect(await unhandled(customerId)).toBeGreaterThan(0);
    await clearFaults();
    await afterEvents(customerId);
    expect(await unhandled(customerId)).toBe(0);
  });

  it("always lead to a read on a test clock, whose time is another", async () => {
    const organization = await newOrganization();
    const clock = await stripe().testHelpers.testClocks.create({ frozen_time: Math.floor(Date.now() / 1000) });
    const metadata = { organization_id: organization.id };
    const { id: customerId } = await stripe().customers.create({ test_clock: clock.id, metadata });
    await withTenant({ organizationId: organization.id, actor: organization.owner }, ({ tx }) =>
      tx
        .update(subscriptions)
        .set({ stripeCustomerId: customerId })
        .where(eq(subscriptions.organizationId, organization.id)),
    );
    await advanceStripe(1);
    await sync(customerId);
    expect(await readAtOf(organization.id)).toBeNull();
    for (const event of await eventsOf(customerId)) await deliver(JSON.stringify(event));
    await injectFault({ kind: "server_error", path: "/v1/*" });
    await expect(afterEvents(customerId)).rejects.toMatchObject({ code: "unavailable" });
  });
});

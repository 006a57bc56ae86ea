import "@/testing/billing/local-stripe";
import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { alerts, emails, stripeEvents, webhookMessages } from "@/db/schema";
import { expireTrials, watchBacklog } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import { type Context, withPlatform, withTenant } from "@/lib/context";
import { startOrganization } from "@/lib/tenancy/organizations/start-organization";
import { notifyLimits } from "@/lib/usage/thresholds/notify-limits";
import { trackUsage } from "@/lib/usage/track/track-usage";
import { asSystem } from "@/testing/actors";
import { cards, payOn } from "@/testing/billing/local-stripe";
import { checkout, customerOf, paidAtStripe, sync } from "@/testing/billing/stories";
import { newOrganization, newUser } from "@/testing/factories";
import { alertOfJob, raiseAlert } from "./index";

const actor = asSystem();
const platform = <T>(work: (ctx: Context) => Promise<T>, now?: Date) =>
  withPlatform({ actor, ...(now ? { now } : {}) }, work);

const titlesOf = (organizationId: string) =>
  platform(async ({ tx }) =>
    (
      await tx.select().from(alerts).where(eq(alerts.organizationId, organizationId)).orderBy(asc(alerts.createdAt))
    ).map(({ kind, title }) => `${kind}: ${title}`),
  );

const typesOf = (organizationId: string) =>
  platform(async ({ tx }) =>
    (
      await tx
        .select()
        .from(webhookMessages)
        .where(eq(webhookMessages.organizationId, organizationId))
        .orderBy(asc(webhookMessages.id))
    ).map(({ type }) => type),
  );

const raise = (ctx: Context, dedupeKey: string) =>
  raiseAlert(ctx, { kind: "drift", dedupeKey, title: "Something", text: "It happened.", path: "/admin" });

describe("an alert", () => {
  it("is mailed to every platform admin once, however often its cause comes by, and not at all if it was undone", async () => {
    const [first, second] = [await newUser({ platformAdmin: true }), await newUser({ platformAdmin: true })];
    const stranger = await newUser();
    await Promise.all([1, 2, 3].map(() => platform((ctx) => raise(ctx, "the same"))));
    const undone = platform(async (ctx) => {
      await raise(ctx, "undone");
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    const mailed = await platform(({ tx }) => tx.select().from(emails).where(eq(emails.template, "alert")));
    const to = mailed.map((mail) => mail.to);
    expect(to.filter((address) => address === first.email)).toHaveLength(1);
    expect(to.filter((address) => address === second.email)).toHaveLength(1);
    expect(to).not.toContain(stranger.email);
    const told = await platform(({ tx }) => tx.select().from(alerts).where(eq(alerts.title, "Something")));
    expect(told).toHaveLength(1);
  });

  it("comes with a purchase that is cancelled, each time it is known, and with its end", async () => {
    const organization = await paidAtStripe();
    await sync(organization.customerId);
    const { data } = await stripe().subscriptions.list({ customer: organization.customerId });
    const [subscription] = data;
    const id = subscription?.id ?? "";
    await stripe().subscriptions.update(id, { cancel_at: subscription?.items.data[0]?.current_period_end ?? 0 });
    await sync(organization.customerId);
    await sync(organization.customerId);
    await stripe().subscriptions.cancel(id);
    await sync(organization.customerId);
    const titles = await titlesOf(organization.id);
    expect(titles).toHaveLength(2);
    expect(titles[0]).toMatch(/^cancellation: .* scheduled a cancellation$/);
    expect(titles[1]).toMatch(/^cancellation: .*'s plan has ended$/);
    expect((await typesOf(organization.id)).filter((type) => type !== "alert.raised")).toEqual([
      "subscription.changed",
      "payment.succeeded",
      "subscription.changed",
      "subscription.canceled",
    ]);
  });

  it("comes with a limit that is over, from the customer's own transaction", async () => {
    const organization = await newOrganization();
    const track = (amount: number, key: string) =>
      withTenant({ organizationId: organization.id, actor: organization.owner }, (ctx) =>
        trackUsage(ctx, { meter: "work_orders", amount, idempotencyKey: key }),
      );
    await track(185, "a");
    await withTenant({ organizationId: organization.id, actor: organization.owner }, notifyLimits);
    expect(await titlesOf(organization.id)).toEqual([]);
    await track(16, "b");
    await withTenant({ organizationId: organization.id, actor: organization.owner }, notifyLimits);
    expect(await titlesOf(organization.id)).toEqual([expect.stringMatching(/^limit_breach: .*over the limit$/)]);
    expect((await typesOf(organization.id)).filter((type) => type === "limit.reached")).toHaveLength(2);
  });

  it("comes when events wait too long, once for each jam", async () => {
    const jam = async (id: string, receivedAt: Date) =>
      platform(({ tx }) =>
        tx.insert(stripeEvents).values({
          id,
          type: "invoice.paid",
          customerId: `cus_${id}`,
          livemode: false,
          payload: {},
          createdAt: receivedAt,
          receivedAt,
        }),
      );
    const count = () => platform(({ tx }) => tx.$count(alerts, eq(alerts.kind, "webhook_backlog")));
    await jam("evt_jam_1", new Date(Date.now() - 4 * 60_000));
    await platform(watchBacklog);
    expect(await count()).toBe(0);
    const later = new Date(Date.now() + 2 * 60_000);
    await platform(watchBacklog, later);
    await platform(watchBacklog, later);
    expect(await count()).toBe(1);
  });

  it("comes with a job that is given up, of each queue once a day", async () => {
    const fail = (queue: string, now: Date) => platform((ctx) => alertOfJob(ctx, { queue, reason: "It broke." }), now);
    const morning = new Date("2026-11-21T08:00:00Z");
    await fail("reconcile", morning);
    await fail("reconcile", new Date("2026-11-21T20:00:00Z"));
    await fail("send-email", morning);
    await fail("reconcile", new Date("2026-11-22T08:00:00Z"));
    expect(await platform(({ tx }) => tx.$count(alerts, eq(alerts.kind, "job_failing")))).toBe(3);
  });
});

describe("the founder's systems", () => {
  it("are told when a trial begins and when it ends", async () => {
    const owner = await newUser();
    const { organizationId } = await withPlatform({ actor: { kind: "user", id: owner.id } }, (ctx) =>
      startOrganization(ctx, { name: "Acme", ownerId: owner.id }),
    );
    const later = new Date(Date.now() + 15 * 24 * 60 * 60 * 1000);
    await platform(expireTrials, later);
    await platform(expireTrials, later);
    expect(await typesOf(organizationId)).toEqual(["trial.started", "trial.ended"]);
  });

  it("hear nothing of a checkout that was declined", async () => {
    const organization = await newOrganization();
    const { url } = await checkout(organization);
    await payOn(url, cards.declined);
    await sync(await customerOf(organization));
    expect(await typesOf(organization.id)).toEqual([]);
    expect(await titlesOf(organization.id)).toEqual([]);
  });
});

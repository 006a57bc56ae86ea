import "@/testing/billing/local-stripe";
import { and, asc, eq, isNull, like, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { alerts, emails, jobRuns, stripeEvents, webhookMessages } from "@/db/schema";
import { expireTrials, watchBacklog } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import { type Context, withPlatform, withTenant } from "@/lib/context";
import { addDays, addMinutes } from "@/lib/durations";
import { type JobName, sendJob } from "@/lib/jobs";
import { startOrganization } from "@/lib/tenancy/organizations/start-organization";
import { notifyLimits } from "@/lib/usage/thresholds/notify-limits";
import { trackUsage } from "@/lib/usage/track/track-usage";
import { asSystem } from "@/testing/actors";
import { cards, payOn } from "@/testing/billing/local-stripe";
import { checkout, customerOf, paidAtStripe, sync } from "@/testing/billing/stories";
import { newOrganization, newUser } from "@/testing/factories";
import { alertFailedJob, closeJobAlerts, raiseAlert, recentAlerts, resolveAlert, watchChurn } from "./index";

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

const ranAt = (queue: JobName, finishedAt: Date) =>
  platform(({ tx }) =>
    tx.insert(jobRuns).values({
      id: uuidv7(),
      queue,
      jobId: uuidv7(),
      attempt: 1,
      outcome: "done",
      lastAttempt: true,
      error: null,
      startedAt: finishedAt,
      finishedAt,
    }),
  );

const openJobAlerts = (queue: JobName) =>
  platform(({ tx }) =>
    tx.$count(alerts, and(like(alerts.dedupeKey, `job_failing:${queue}:%`), isNull(alerts.resolvedAt))),
  );

describe("an alert", () => {
  it("is emailed to every platform admin once, however often its cause is seen, and not at all after a rollback", async () => {
    const [first, second] = [await newUser({ platformAdmin: true }), await newUser({ platformAdmin: true })];
    const stranger = await newUser();
    await Promise.all([1, 2, 3].map(() => platform((ctx) => raise(ctx, "same key"))));
    const rolledBack = platform(async (ctx) => {
      await raise(ctx, "rolled back");
      throw new Error("rolled back");
    });
    await expect(rolledBack).rejects.toThrow("rolled back");
    const mailed = await platform(({ tx }) => tx.select().from(emails).where(eq(emails.template, "alert")));
    const to = mailed.map((mail) => mail.to);
    expect(to.filter((address) => address === first.email)).toHaveLength(1);
    expect(to.filter((address) => address === second.email)).toHaveLength(1);
    expect(to).not.toContain(stranger.email);
    const raised = await platform(({ tx }) => tx.select().from(alerts).where(eq(alerts.title, "Something")));
    expect(raised).toHaveLength(1);
  });

  it("is listed until its cause is gone, and raised again when the cause comes back", async () => {
    const key = { kind: "drift", dedupeKey: "comes back" } as const;
    const listed = () => platform(async (ctx) => (await recentAlerts(ctx, 100)).length);
    const raised = () => platform(({ tx }) => tx.$count(alerts, like(alerts.dedupeKey, "drift:comes back%")));
    const before = await listed();
    await platform((ctx) => resolveAlert(ctx, key));
    await platform((ctx) => raise(ctx, "comes back"));
    expect(await listed()).toBe(before + 1);
    const organization = await newOrganization();
    const asCustomer = { organizationId: organization.id, actor: organization.owner };
    await withTenant(asCustomer, (ctx) => resolveAlert(ctx, key));
    await withTenant(asCustomer, (ctx) => resolveAlert(ctx, key));
    expect(await listed()).toBe(before);
    await platform((ctx) => raise(ctx, "comes back"));
    await platform((ctx) => raise(ctx, "comes back"));
    expect(await listed()).toBe(before + 1);
    expect(await raised()).toBe(2);
  });

  it("about churn closes when the rate is below the threshold again, or the month is over", async () => {
    const key = { kind: "churn", dedupeKey: "2026-10:usd" } as const;
    await platform((ctx) => raiseAlert(ctx, { ...key, title: "MRR churn", text: "It happened.", path: "/admin" }));
    const open = () =>
      platform(({ tx }) => tx.$count(alerts, and(eq(alerts.kind, "churn"), isNull(alerts.resolvedAt))));
    expect(await open()).toBe(1);
    await platform(watchChurn);
    expect(await open()).toBe(0);
  });

  it("is raised when a cancellation is scheduled, once, and when the subscription ends", async () => {
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
    expect(titles[0]).toMatch(/^cancellation: .* is canceling Professional \(−\$199\.00 MRR\)$/);
    expect(titles[1]).toMatch(/^cancellation: .* canceled Professional \(−\$199\.00 MRR\)$/);
    expect((await typesOf(organization.id)).filter((type) => type !== "alert.raised")).toEqual([
      "subscription.changed",
      "payment.succeeded",
      "subscription.changed",
      "subscription.canceled",
    ]);
  });

  it("is raised when a limit is reached, in the customer's own transaction", async () => {
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
    expect(await titlesOf(organization.id)).toEqual([
      expect.stringMatching(/^limit_breach: .* reached its limit: Work orders$/),
    ]);
    expect((await typesOf(organization.id)).filter((type) => type === "limit.reached")).toHaveLength(2);
  });

  it("is raised when Stripe events wait too long, once per backlog", async () => {
    const receive = async (id: string, receivedAt: Date) =>
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
    await receive("evt_waiting_1", addMinutes(new Date(), -4));
    await platform(watchBacklog);
    expect(await count()).toBe(0);
    const later = addMinutes(new Date(), 2);
    await platform(watchBacklog, later);
    await platform(watchBacklog, later);
    expect(await count()).toBe(1);
  });

  it("about waiting Stripe events stays one while others wait, and closes when they are handled", async () => {
    const open = () =>
      platform(({ tx }) => tx.$count(alerts, and(eq(alerts.kind, "webhook_backlog"), isNull(alerts.resolvedAt))));
    const handle = (id: string) =>
      platform(({ tx }) => tx.update(stripeEvents).set({ handledAt: new Date() }).where(eq(stripeEvents.id, id)));
    await platform(({ tx }) =>
      tx.insert(stripeEvents).values(
        ["evt_waiting_2", "evt_waiting_3"].map((id, nth) => ({
          id,
          type: "invoice.paid",
          customerId: `cus_${id}`,
          livemode: false,
          payload: {},
          createdAt: addMinutes(new Date(), -30 + nth),
          receivedAt: addMinutes(new Date(), -30 + nth),
        })),
      ),
    );
    await platform(watchBacklog);
    await handle("evt_waiting_2");
    await platform(watchBacklog);
    expect(await open()).toBe(1);
    await handle("evt_waiting_3");
    await platform(({ tx }) =>
      tx.update(stripeEvents).set({ handledAt: new Date() }).where(isNull(stripeEvents.handledAt)),
    );
    await platform(watchBacklog);
    expect(await open()).toBe(0);
  });

  it("is raised when a job has failed for good, once a day for each queue", async () => {
    const fail = (queue: string, now: Date) =>
      platform((ctx) => alertFailedJob(ctx, { queue, reason: "It broke." }), now);
    const morning = new Date("2026-11-21T08:00:00Z");
    await fail("reconcile", morning);
    await fail("reconcile", new Date("2026-11-21T20:00:00Z"));
    await fail("send-email", morning);
    await fail("reconcile", new Date("2026-11-22T08:00:00Z"));
    expect(await platform(({ tx }) => tx.$count(alerts, eq(alerts.kind, "job_failing")))).toBe(3);
  });

  it("about a job that runs by the clock closes when it has succeeded since", async () => {
    const failedAt = new Date("2026-11-23T08:00:00Z");
    await platform((ctx) => alertFailedJob(ctx, { queue: "watch-churn", reason: "It broke." }), failedAt);
    const open = () => openJobAlerts("watch-churn");
    await ranAt("watch-churn", addMinutes(failedAt, -5));
    await platform(closeJobAlerts);
    expect(await open()).toBe(1);
    await ranAt("watch-churn", addMinutes(failedAt, 5));
    await platform(closeJobAlerts);
    expect(await open()).toBe(0);
  });

  it("about a job on demand stays open while others of its queue succeed, until it is retried", async () => {
    const failedAt = addMinutes(new Date(), -5);
    await platform((ctx) => sendJob(ctx, "update-customer", { organizationId: uuidv7() }, "one"));
    const setState = (state: string) =>
      platform(({ tx }) =>
        tx.execute(
          sql`update pgboss.job set state = ${state} where name = 'update-customer' and singleton_key = 'one'`,
        ),
      );
    await setState("failed");
    await platform((ctx) => alertFailedJob(ctx, { queue: "update-customer", reason: "It broke." }), failedAt);
    await ranAt("update-customer", new Date());
    await platform(closeJobAlerts);
    expect(await openJobAlerts("update-customer")).toBe(1);
    await setState("completed");
    await platform(closeJobAlerts);
    expect(await openJobAlerts("update-customer")).toBe(0);
  });
});

describe("webhook endpoints", () => {
  it("get an event when a trial starts and when it ends", async () => {
    const owner = await newUser();
    const { organizationId } = await withPlatform({ actor: { kind: "user", id: owner.id } }, (ctx) =>
      startOrganization(ctx, { name: "Acme", ownerId: owner.id }),
    );
    const later = addDays(new Date(), 15);
    await platform(expireTrials, later);
    await platform(expireTrials, later);
    expect(await typesOf(organizationId)).toEqual(["trial.started", "trial.ended"]);
  });

  it("get no event for a declined checkout", async () => {
    const organization = await newOrganization();
    const { url } = await checkout(organization);
    await payOn(url, cards.declined);
    await sync(await customerOf(organization));
    expect(await typesOf(organization.id)).toEqual([]);
    expect(await titlesOf(organization.id)).toEqual([]);
  });
});

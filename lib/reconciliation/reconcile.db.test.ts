import "@/testing/billing/local-stripe";
import { and, desc, eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import {
  alerts,
  auditLog,
  drift,
  emails,
  reconciliations,
  stripeEvents,
  type subscriptions,
  verifications,
} from "@/db/schema";
import { stripe } from "@/lib/billing/stripe/stripe";
import { withPlatform } from "@/lib/context";
import { assertMovements } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { advanceStripe, stripeOrigin } from "@/testing/billing/local-stripe";
import { setMirror } from "@/testing/billing/mirror";
import { checkout, customerOf, paidAtStripe, paysInSecondTab, stateOf, sync } from "@/testing/billing/stories";
import { newOrganization, newUser } from "@/testing/factories";
import { reconcileNow, verifyOrganization } from "./index";
import { reconcile } from "./reconcile";

const actor = asSystem();

/** Movements add up to MRR after every test. */
afterEach(() => withPlatform({ actor }, assertMovements));

const lastRun = () =>
  withPlatform({ actor }, async ({ tx }) => {
    const [run] = await tx.select().from(reconciliations).orderBy(desc(reconciliations.startedAt)).limit(1);
    if (!run) throw new Error("no run");
    return run;
  });

const mismatchesOf = (customerId: string) =>
  withPlatform({ actor }, ({ tx }) =>
    tx.select().from(drift).where(eq(drift.stripeCustomerId, customerId)).orderBy(drift.id),
  );

const kindsOf = async (customerId: string) =>
  (await mismatchesOf(customerId)).map(({ kind, outcome }) => `${kind} ${outcome}`).sort();

/** Changes the database directly, as a bug or a lost write would. */
const tamper = setMirror;

async function synced(plan?: string) {
  const organization = await paidAtStripe(plan);
  await sync(organization.customerId);
  return organization;
}

async function priceId(lookupKey: string): Promise<string> {
  const { data } = await stripe().prices.list({ lookup_keys: [lookupKey] });
  return data[0]?.id ?? lookupKey;
}

async function live(customer: string) {
  const { data } = await stripe().subscriptions.list({ customer });
  const [subscription] = data;
  if (!subscription) throw new Error("no live subscription");
  return subscription;
}

describe("the reconciliation", () => {
  it("repairs what a day without webhooks missed, and sends an alert", async () => {
    const { email } = await newUser({ platformAdmin: true });
    const [bought, changed, canceled, untouched] = [
      await paidAtStripe(),
      await synced("starter"),
      await synced(),
      await synced(),
    ];
    const { id, items } = await live(changed.customerId);
    const price = await priceId("unison_professional_month_usd_v1");
    await stripe().subscriptions.update(id, { items: [{ id: items.data[0]?.id ?? "", price }] });
    await stripe().subscriptions.cancel((await live(canceled.customerId)).id);

    await reconcile({});

    expect((await stateOf(bought.id)).subscription).toMatchObject({ status: "active", planKey: "professional" });
    expect((await stateOf(changed.id)).subscription).toMatchObject({ status: "active", planKey: "professional" });
    expect((await stateOf(canceled.id)).subscription).toMatchObject({ status: "canceled", mrr: 0 });
    expect(await kindsOf(bought.customerId)).toEqual(["missing_here repaired", "missing_here repaired"]);
    expect(await kindsOf(changed.customerId)).toEqual(["plan repaired"]);
    expect(await kindsOf(canceled.customerId)).toEqual(["status repaired"]);
    expect(await kindsOf(untouched.customerId)).toEqual([]);
    const run = await lastRun();
    expect(run).toMatchObject({ status: "done", error: null, customersChecked: 4 });
    expect(run.finishedAt).not.toBeNull();
    const [alert] = await withPlatform({ actor }, ({ tx }) => tx.select().from(alerts).where(eq(alerts.kind, "drift")));
    expect(alert?.title).toBe("4 mismatches with Stripe");
    const mails = await withPlatform({ actor }, ({ tx }) =>
      tx
        .select()
        .from(emails)
        .where(and(eq(emails.template, "alert"), eq(emails.to, email))),
    );
    expect(mails.map(({ props }) => props.title)).toContain("4 mismatches with Stripe");
    const verified = await withPlatform({ actor }, ({ tx }) => tx.select().from(verifications));
    expect(verified.map(({ organizationId }) => organizationId)).toEqual(
      expect.arrayContaining([bought.id, changed.id, canceled.id, untouched.id]),
    );
  });

  it("finds nothing the second time, and fetches each undelivered event once", async () => {
    const organization = await synced();
    const { id: endpoint } = await stripe().webhookEndpoints.create({
      url: "http://127.0.0.1:9/nobody-listens",
      enabled_events: ["customer.updated"],
    });
    await stripe().customers.update(organization.customerId, { metadata: { note: "lost on its way" } });
    await reconcile({});
    const first = await lastRun();
    expect(first.eventsFetched).toBeGreaterThan(0);
    const fetched = await withPlatform({ actor }, ({ tx }) =>
      tx.select().from(stripeEvents).where(eq(stripeEvents.source, "fetched")),
    );
    expect(fetched.map(({ customerId, type }) => `${type} ${customerId}`)).toContain(
      `customer.updated ${organization.customerId}`,
    );
    await reconcile({});
    const second = await lastRun();
    expect(second.id).not.toBe(first.id);
    expect(second.eventsFetched).toBe(0);
    expect(await mismatchesOf(organization.customerId)).toEqual([]);
    await stripe().webhookEndpoints.del(endpoint);
  });

  it.each<[kind: string, changes: Partial<typeof subscriptions.$inferInsert>]>([
    ["status", { status: "past_due" }],
    ["plan", { planKey: "starter", lookupKey: "unison_starter_month_usd_v1" }],
    ["period", { currentPeriodEnd: new Date("2020-01-01T00:00:00Z") }],
    ["amount", { unitAmount: 1 }],
    ["amount", { mrr: 1 }],
    ["missing_here", { stripeSubscriptionId: "sub_of_another_life" }],
  ])("finds a wrong %s and repairs it", async (kind, changes) => {
    const organization = await synced();
    const before = (await stateOf(organization.id)).subscription;
    await tamper(organization.id, changes);
    await reconcile({});
    expect(await kindsOf(organization.customerId)).toEqual([`${kind} repaired`]);
    const { updatedAt, entitlementsVersion, ...after } = (await stateOf(organization.id)).subscription;
    expect(before).toMatchObject(after);
  });

  it("finds added seats, and a second subscription, which is canceled", async () => {
    const organization = await synced();
    const first = await live(organization.customerId);
    const seat = await priceId("unison_extra_user_month_usd_v1");
    await stripe().subscriptions.update(first.id, { items: [{ price: seat, quantity: 3 }] });
    const price = await priceId("unison_starter_month_usd_v1");
    const second = await paysInSecondTab(organization, price);
    await reconcile({});
    const found = await kindsOf(organization.customerId);
    expect(found).toContain("quantity repaired");
    expect(found).toContain("duplicate_subscription repaired");
    const duplicate = (await mismatchesOf(organization.customerId)).find(
      ({ kind }) => kind === "duplicate_subscription",
    );
    expect(duplicate?.subject).toBe(second.id);
    await stripe().subscriptions.cancel(second.id);
  });

  it("links a customer to the organization it names, and leaves the others for review", async () => {
    const organization = await newOrganization();
    const { url } = await checkout(organization);
    expect(url).toBeTruthy();
    const lost = await customerOf(organization);
    const price = await priceId("unison_starter_month_usd_v1");
    const paying = async (customer: string) => {
      const { id } = await stripe().paymentMethods.attach("pm_card_visa", { customer });
      return stripe().subscriptions.create({ customer, items: [{ price }], default_payment_method: id });
    };
    await paying(lost);
    await tamper(organization.id, { stripeCustomerId: null });
    const nobody = await stripe().customers.create({});
    await paying(nobody.id);
    const other = await stripe().customers.create({ metadata: { organization_id: (await synced()).id } });
    await paying(other.id);
    const stranger = await stripe().customers.create({ email: "someone@else.example" });

    await reconcile({});
    await reconcile({});

    expect((await stateOf(organization.id)).subscription).toMatchObject({ stripeCustomerId: lost, planKey: "starter" });
    expect(await kindsOf(lost)).toContain("missing_here repaired");
    expect(await kindsOf(nobody.id)).toEqual(["missing_here needs_person"]);
    expect(await kindsOf(other.id)).toEqual(["missing_here needs_person"]);
    expect(await kindsOf(stranger.id)).toEqual([]);
  });

  it("ends a subscription whose customer was deleted, and flags it for review; a customer Stripe never had changes nothing", async () => {
    const deleted = await synced();
    const unknown = await synced();
    await stripe().customers.del(deleted.customerId);
    await tamper(unknown.id, { stripeCustomerId: "cus_of_nowhere" });
    await reconcile({});
    expect((await stateOf(deleted.id)).subscription).toMatchObject({ status: "canceled", mrr: 0 });
    expect(await kindsOf(deleted.customerId)).toEqual(["missing_there needs_person", "status repaired"]);
    expect((await stateOf(unknown.id)).subscription).toMatchObject({ status: "active", mrr: 19900 });
    expect(await kindsOf("cus_of_nowhere")).toEqual(["missing_there needs_person"]);
  });

  it("keeps a mismatch open as long as it is found, and resolves it when the customer was replaced", async () => {
    const organization = await synced();
    await stripe().customers.del(organization.customerId);
    await reconcile({});
    await reconcile({});
    const open = async () =>
      (await mismatchesOf(organization.customerId)).filter(({ resolvedAt }) => resolvedAt === null);
    expect(await open()).toMatchObject([{ kind: "missing_there", subject: organization.customerId }]);
    const { id } = await stripe().customers.create({ metadata: { organization_id: organization.id } });
    await tamper(organization.id, { stripeCustomerId: id });
    await reconcile({});
    expect(await open()).toEqual([]);
    expect(await mismatchesOf(id)).toEqual([]);
  });

  it("records no mismatch that a just-received event explains", async () => {
    const organization = await synced();
    await tamper(organization.id, { unitAmount: 1 });
    await withPlatform({ actor }, ({ tx, now }) =>
      tx.insert(stripeEvents).values({
        id: `evt_${organization.id}`,
        type: "customer.subscription.updated",
        customerId: organization.customerId,
        livemode: false,
        payload: {},
        createdAt: now,
        receivedAt: now,
      }),
    );
    await reconcile({});
    expect(await kindsOf(organization.customerId)).toEqual([]);
    expect((await stateOf(organization.id)).subscription.unitAmount).toBe(19900);
  });

  it("requested while it runs, joins the current run", async () => {
    const admin = await newUser({ platformAdmin: true });
    const ask = () => withPlatform({ actor: { kind: "user", id: admin.id } }, reconcileNow);
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.filter(({ joined }) => !joined)).toHaveLength(1);
    const { id, status, requestedBy } = await lastRun();
    expect({ status, requestedBy }).toEqual({ status: "running", requestedBy: admin.id });
    await Promise.all([reconcile({ reconciliationId: id }), reconcile({ reconciliationId: id })]);
    const done = await lastRun();
    expect(done).toMatchObject({ id, status: "done" });
    expect(done.customersChecked).toBe(done.expected);
    const asked = await withPlatform({ actor }, ({ tx }) =>
      tx
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.action, "reconciliation.requested"), eq(auditLog.subject, id))),
    );
    expect(asked).toHaveLength(1);
  });

  it("rejects a key that knows none of the customers", async () => {
    const organizations = [await synced(), await synced(), await synced()];
    for (const { id } of organizations) await tamper(id, { stripeCustomerId: `cus_elsewhere_${id}` });
    await reconcile({});
    const run = await lastRun();
    expect(run.status).toBe("failed");
    expect(run.error).toContain("STRIPE_SECRET_KEY");
    for (const { id, customerId } of organizations) await tamper(id, { stripeCustomerId: customerId });
  });

  it("continues after a Stripe outage", async () => {
    const organization = await synced();
    await tamper(organization.id, { unitAmount: 1 });
    const fault = (method: "POST" | "DELETE") =>
      fetch(`${stripeOrigin}/_local/faults`, {
        method,
        headers: { "Content-Type": "application/json" },
        ...(method === "POST"
          ? { body: JSON.stringify({ kind: "server_error", path: "/v1/customers*", rate: 1 }) }
          : {}),
      });
    await fault("POST");
    await expect(reconcile({})).rejects.toMatchObject({ code: "unavailable" });
    const broken = await lastRun();
    expect(broken.status).toBe("running");
    expect(broken.error).toContain("Stripe isn't responding");
    await fault("DELETE");
    await reconcile({ reconciliationId: broken.id });
    expect(await lastRun()).toMatchObject({ id: broken.id, status: "done", error: null });
    expect(await kindsOf(organization.customerId)).toEqual(["amount repaired"]);
  });

  it("of one organization runs immediately, and writes an audit row", async () => {
    const organization = await synced();
    await tamper(organization.id, { unitAmount: 1 });
    const admin = await newUser({ platformAdmin: true });
    const verify = () =>
      withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
        verifyOrganization(ctx, { organizationId: organization.id }),
      );
    expect(await verify()).toEqual({ verdict: "repaired" });
    expect(await verify()).toEqual({ verdict: "equal" });
    expect(
      (await stateOf(organization.id)).audit.filter((action) => action === "reconciliation.verified"),
    ).toHaveLength(2);
  });

  it("reports a renewal without webhooks as a missing invoice and another period", async () => {
    const organization = await synced();
    const now = await advanceStripe(32);
    await withPlatform({ actor, now }, (ctx) => verifyOrganization(ctx, { organizationId: organization.id }));
    expect(await kindsOf(organization.customerId)).toEqual(["missing_here repaired", "period repaired"]);
  });
});

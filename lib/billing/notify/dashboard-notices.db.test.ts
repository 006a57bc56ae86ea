import "@/testing/billing/local-stripe";
import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { alerts, auditLog, emails, stripeEvents, webhookMessages } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { formatDateTime } from "@/lib/dates";
import { drainQueues } from "@/lib/jobs";
import { asSystem } from "@/testing/actors";
import { addCustomItem, arrangeSchedule } from "@/testing/billing/dashboard";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { deliver, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, payWith, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { findCustomer, replayEvents, sweepEvents } from "../index";
import { stripe } from "../stripe/stripe";

/** What a person or a bank does at Stripe, and who hears about it. */

const platform = { actor: asSystem("stripe") } as const;

/** Delivers Stripe's latest events of these types, and runs the jobs they cause. */
async function deliverAll(...types: string[]): Promise<void> {
  const { data } = await stripe().events.list({ limit: 100 });
  const chosen = data.filter(({ type }) => types.some((prefix) => type.startsWith(prefix)));
  expect(chosen).not.toEqual([]);
  for (const event of chosen.reverse()) expect((await deliver(JSON.stringify(event))).status).toBe(200);
  await runJobs();
}

const runJobs = () =>
  drainQueues({
    "find-customer": (input) => withPlatform(platform, (ctx) => findCustomer(ctx, input)),
    "sync-customer": ({ customerId }) => sync(customerId),
  });

const openAlerts = ({ id }: { id: string }) =>
  withPlatform(platform, ({ tx }) =>
    tx
      .select({ kind: alerts.kind, title: alerts.title, text: alerts.text })
      .from(alerts)
      .where(and(eq(alerts.organizationId, id), isNull(alerts.resolvedAt))),
  );

const sentTo = ({ id }: { id: string }, template: string) =>
  withPlatform(platform, async ({ tx }) =>
    (await tx.select().from(emails).where(eq(emails.organizationId, id))).filter((mail) => mail.template === template),
  );

const webhooksOf = ({ id }: { id: string }) =>
  withPlatform(platform, ({ tx }) =>
    tx
      .select({ type: webhookMessages.type, payload: webhookMessages.payload })
      .from(webhookMessages)
      .where(eq(webhookMessages.organizationId, id)),
  );

const auditOf = ({ id }: { id: string }) =>
  withPlatform(platform, ({ tx }) =>
    tx
      .select({ action: auditLog.action, subject: auditLog.subject, details: auditLog.details })
      .from(auditLog)
      .where(eq(auditLog.organizationId, id)),
  );

async function disputed(card = "pm_card_createDispute"): Promise<Subscriber> {
  const organization = await subscriber();
  await payWith(organization, card);
  await sync(organization.customerId, await advanceStripe(32));
  return organization;
}

const openInvoiceOf = async ({ customerId }: Subscriber) => {
  const [invoice] = (await stripe().invoices.list({ customer: customerId })).data;
  const [payment] = (await stripe().invoicePayments.list({ invoice: invoice?.id ?? "" })).data;
  return { invoice: invoice?.id ?? "", number: invoice?.number, intent: String(payment?.payment.payment_intent) };
};

describe("a disputed payment", () => {
  it("is found by its charge, alerts once with amount, reason and deadline, and the alert closes with the dispute", async () => {
    const organization = await subscriber();
    await payWith(organization, "pm_card_createDispute");
    await advanceStripe(32);
    await deliverAll("charge.dispute.");
    const [dispute] = (await stateOf(organization.id)).disputes;
    if (!dispute?.evidenceDueAt) throw new Error("the dispute has no deadline");
    const [alert, ...others] = (await openAlerts(organization)).filter(({ kind }) => kind === "dispute");
    expect(others).toEqual([]);
    expect(alert?.title).toMatch(/ disputes a payment of \$199\.00$/);
    expect(alert?.text).toContain(`Reason: ${dispute.reason.replaceAll("_", " ")}.`);
    expect(alert?.text).toContain(`by ${formatDateTime(dispute.evidenceDueAt)}`);
    expect(alert?.text).toContain("UTC");

    await deliverAll("charge.dispute.");
    expect((await openAlerts(organization)).filter(({ kind }) => kind === "dispute")).toHaveLength(1);

    await stripe().disputes.close(dispute.stripeDisputeId);
    await deliverAll("charge.dispute.closed");
    expect((await openAlerts(organization)).filter(({ kind }) => kind === "dispute")).toEqual([]);
    const about = (await webhooksOf(organization)).filter(({ type }) => type.startsWith("dispute."));
    expect(about.map(({ type }) => type).sort()).toEqual(["dispute.closed", "dispute.created"]);
    expect(about[0]?.payload).toMatchObject({ dispute: { id: dispute.stripeDisputeId, amount: 19_900 } });
    const audit = (await auditOf(organization)).filter(({ subject }) => subject === dispute.stripeDisputeId);
    expect(audit.map(({ action }) => action)).toEqual(["billing.dispute_opened", "billing.dispute_closed"]);
    const waiting = await withPlatform(platform, ({ tx }) =>
      tx.select().from(stripeEvents).where(isNull(stripeEvents.handledAt)),
    );
    expect(waiting.filter(({ type }) => type.startsWith("charge.dispute."))).toEqual([]);
  });

  it("whose event found no customer at first is found by the sweep and by a replay", async () => {
    const organization = await disputed();
    const { data } = await stripe().events.list({ type: "charge.dispute.created", limit: 1 });
    const event = data[0];
    if (!event) throw new Error("Stripe sent no event");
    await deliver(JSON.stringify(event));
    const row = () =>
      withPlatform(platform, async ({ tx }) =>
        (await tx.select().from(stripeEvents)).find(({ id }) => id === event.id),
      );
    expect(await row()).toMatchObject({ customerId: null, handledAt: null });
    await withPlatform({ ...platform, now: new Date(Date.now() + 60_000) }, sweepEvents);
    await runJobs();
    expect(await row()).toMatchObject({ customerId: organization.customerId, handledAt: expect.any(Date) });

    // As an earlier release stored it.
    await withPlatform(platform, ({ tx }) =>
      tx.update(stripeEvents).set({ customerId: null }).where(eq(stripeEvents.id, event.id)),
    );
    await withPlatform(platform, (ctx) => replayEvents(ctx, { eventIds: [event.id] }));
    await runJobs();
    expect(await row()).toMatchObject({ customerId: organization.customerId });
  });

  it("that is only an inquiry says so", async () => {
    const organization = await disputed("pm_card_createDisputeInquiry");
    const alert = (await openAlerts(organization)).find(({ kind }) => kind === "dispute");
    expect(alert?.title).toMatch(/: the bank is asking about a payment of \$199\.00$/);
  });
});

describe("a refund", () => {
  it("is emailed once, recorded and sent to endpoints, and MRR stays as it is", async () => {
    const organization = await subscriber();
    const { invoice, number, intent } = await openInvoiceOf(organization);
    await stripe().refunds.create({ payment_intent: intent, amount: 10_000 });
    await deliverAll("refund.");
    await sync(organization.customerId);
    const mails = await sentTo(organization, "payment-refunded");
    expect(mails.map(({ props }) => props)).toMatchObject([{ amount: "$100.00", number }]);
    const about = (await webhooksOf(organization)).filter(({ type }) => type === "invoice.refunded");
    expect(about).toMatchObject([{ payload: { refund: { amount: 10_000, currency: "usd", invoice } } }]);
    expect((await auditOf(organization)).filter(({ action }) => action === "billing.refunded")).toHaveLength(1);

    await stripe().refunds.create({ payment_intent: intent, amount: 5_000 });
    await sync(organization.customerId);
    expect(await sentTo(organization, "payment-refunded")).toHaveLength(2);
    const { subscription, movements } = await stateOf(organization.id);
    expect(subscription.mrr).toBe(19_900);
    expect(movements).toHaveLength(1);
  });
});

describe("a credit note", () => {
  it("is recorded and sent to endpoints once, and MRR stays as it is", async () => {
    const organization = await subscriber();
    const { invoice } = await openInvoiceOf(organization);
    await stripe().creditNotes.create({ invoice, amount: 5_000, credit_amount: 5_000 });
    await sync(organization.customerId);
    await sync(organization.customerId);
    const about = (await webhooksOf(organization)).filter(({ type }) => type === "invoice.credited");
    expect(about).toMatchObject([{ payload: { creditNote: { amount: 5_000, invoice } } }]);
    const audit = (await auditOf(organization)).filter(({ action }) => action === "billing.credited");
    expect(audit).toMatchObject([{ details: { amount: 5_000 } }]);
    expect((await stateOf(organization.id)).subscription.mrr).toBe(19_900);
  });
});

describe("what a person arranges", () => {
  it("as a second subscription alerts until one of the two is gone", async () => {
    const organization = await subscriber();
    const { subscription: first } = await atStripe(organization);
    const prices = await stripe().prices.list({ lookup_keys: ["unison_professional_year_usd_v1"] });
    const second = await stripe().subscriptions.create({
      customer: organization.customerId,
      items: [{ price: prices.data[0]?.id ?? "" }],
      default_payment_method: String(first.default_payment_method),
    });
    await sync(organization.customerId);
    await sync(organization.customerId);
    const [alert, ...others] = await openAlerts(organization);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: "second_subscription" });
    expect(alert?.text).toContain(second.id);
    expect(alert?.text).toContain("$2,149.20");
    const audit = (await auditOf(organization)).filter(({ subject }) => subject === second.id);
    expect(audit).toMatchObject([{ action: "billing.second_subscription_found", details: { kind: "second_plan" } }]);

    await stripe().subscriptions.cancel(first.id);
    await sync(organization.customerId);
    expect(await openAlerts(organization)).toEqual([]);
  });

  it("on the subscription is in the audit log: an item outside the catalog, and that it's gone again", async () => {
    const organization = await subscriber();
    await addCustomItem(organization, 50_000);
    await sync(organization.customerId);
    await sync(organization.customerId);
    const { subscription } = await atStripe(organization);
    const item = subscription.items.data.find(({ price }) => price.unit_amount === 50_000);
    await stripe().subscriptionItems.del(item?.id ?? "");
    await sync(organization.customerId);
    const audit = (await auditOf(organization)).filter(({ subject }) => subject === item?.id);
    expect(audit).toMatchObject([
      { action: "billing.custom_item_added", details: { name: "Custom contract item", recurringAmount: 50_000 } },
      { action: "billing.custom_item_removed" },
    ]);
  });

  it("as a schedule is seen from its events alone, when it is made, edited and removed", async () => {
    const organization = await subscriber();
    const actions = async () =>
      (await auditOf(organization)).map(({ action }) => action).filter((action) => action.includes("schedule_"));
    const id = await arrangeSchedule(organization, 150_000);
    await deliverAll("subscription_schedule.");
    expect((await stateOf(organization.id)).scheduledChange?.items).toMatchObject([{ unitAmount: 150_000 }]);
    expect(await actions()).toEqual(["billing.schedule_arranged"]);

    const { phases } = await stripe().subscriptionSchedules.retrieve(id);
    const edited = phases.map(({ items, start_date, end_date }, index) => ({
      items: items.map(({ price, quantity }) => ({
        price: typeof price === "string" ? price : price.id,
        quantity: index === 0 ? (quantity ?? 1) : 7,
      })),
      start_date,
      end_date,
    }));
    await stripe().subscriptionSchedules.update(id, { phases: edited });
    await deliverAll("subscription_schedule.updated");
    expect((await stateOf(organization.id)).scheduledChange?.items).toMatchObject([{ quantity: 7 }]);
    expect(await actions()).toEqual(["billing.schedule_arranged", "billing.schedule_edited"]);

    await stripe().subscriptionSchedules.release(id);
    await deliverAll("subscription_schedule.released");
    expect((await stateOf(organization.id)).scheduledChange).toBeNull();
    expect(await actions()).toEqual([
      "billing.schedule_arranged",
      "billing.schedule_edited",
      "billing.schedule_removed",
    ]);
  });

  it("by deleting the customer alerts once, as a deletion and not as a cancellation", async () => {
    const organization = await subscriber();
    await stripe().customers.del(organization.customerId);
    await deliverAll("customer.deleted");
    await sync(organization.customerId);
    const [alert, ...others] = await openAlerts(organization);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ kind: "customer_deleted" });
    expect(alert?.title).toMatch(/: the customer was deleted in Stripe \(−\$199\.00 MRR\)$/);
    const audit = (await auditOf(organization)).filter(({ action }) => action === "billing.customer_deleted");
    expect(audit).toMatchObject([{ subject: organization.customerId }]);
  });
});

describe("an alert about a cancellation", () => {
  it("closes when the customer resumes, and opens again when they cancel again", async () => {
    const organization = await subscriber();
    const { subscription } = await atStripe(organization);
    const cancel = async (cancel_at_period_end: boolean) => {
      await stripe().subscriptions.update(subscription.id, { cancel_at_period_end });
      await sync(organization.customerId);
      return (await openAlerts(organization)).map(({ kind }) => kind);
    };
    expect(await cancel(true)).toEqual(["cancellation"]);
    expect(await cancel(false)).toEqual([]);
    expect(await cancel(true)).toEqual(["cancellation"]);
    await stripe().subscriptions.cancel(subscription.id);
    await sync(organization.customerId);
    const ended = await openAlerts(organization);
    expect(ended).toHaveLength(1);
    expect(ended[0]?.title).toContain("canceled Professional");
  });
});

describe("an alert about a failed payment", () => {
  it("closes when the invoice is paid", async () => {
    const organization = await subscriber();
    await payWith(organization, "pm_card_chargeCustomerFail");
    await sync(organization.customerId, await advanceStripe(32));
    expect((await openAlerts(organization)).map(({ kind }) => kind)).toEqual(["payment_failed"]);
    const [invoice] = (await stripe().invoices.list({ customer: organization.customerId, status: "open" })).data;
    await stripe().invoices.pay(invoice?.id ?? "", { paid_out_of_band: true });
    await sync(organization.customerId);
    expect(await openAlerts(organization)).toEqual([]);
  });

  it("closes when the customer has left, although the invoice stays open", async () => {
    const organization = await subscriber();
    await payWith(organization, "pm_card_chargeCustomerFail");
    await sync(organization.customerId, await advanceStripe(32));
    await stripe().subscriptions.cancel((await atStripe(organization)).subscription.id);
    await sync(organization.customerId);
    expect((await stateOf(organization.id)).invoices.map(({ status }) => status)).toContain("open");
    expect((await openAlerts(organization)).map(({ kind }) => kind)).not.toContain("payment_failed");
  });

  it("isn't left behind when one sync finds both the failure and the end", async () => {
    const organization = await subscriber();
    await payWith(organization, "pm_card_chargeCustomerFail");
    const later = await advanceStripe(32);
    await stripe().subscriptions.cancel((await atStripe(organization)).subscription.id);
    await sync(organization.customerId, later);
    expect((await openAlerts(organization)).map(({ kind }) => kind)).not.toContain("payment_failed");
  });
});

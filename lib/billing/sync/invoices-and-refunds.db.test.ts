import "@/testing/billing/local-stripe";
import type Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import { withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { assertMovements } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { accessAt, customerWithCard, kindsOf, stripeNow, subscribe, update } from "@/testing/billing/by-hand";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { stateOf, sync } from "@/testing/billing/stories";
import { atStripe, subscriber } from "@/testing/billing/subscribers";
import { stripe } from "../stripe/stripe";

// What a person does in the Stripe dashboard is kept, and read as Stripe means it.

const platform = { actor: asSystem() } as const;

/** Movements add up to MRR after every test. */
afterEach(() => withPlatform(platform, assertMovements));

describe("a customer who pays by invoice", () => {
  const terms = { collection_method: "send_invoice", days_until_due: 30 } as const;

  it("is late from the due date on, counts for three weeks more, and is read-only after thirty days", async () => {
    const organization = await customerWithCard();
    const started = await stripeNow();
    await subscribe(organization, {
      ...terms,
      payment_behavior: undefined,
    } as Partial<Stripe.SubscriptionCreateParams>);
    await advanceStripe(1);
    await sync(organization.customerId, await stripeNow());
    const fresh = await stateOf(organization.id);
    expect(fresh.subscription).toMatchObject({ status: "active", collectionMethod: "send_invoice", mrr: 19900 });
    const due = fresh.invoices[0]?.dueAt;
    if (!due) throw new Error("the invoice has no due date");
    expect(due.getTime()).toBeGreaterThan(addDays(started, 29).getTime());

    const late = await advanceStripe(32);
    await sync(organization.customerId, late);
    const overdue = await stateOf(organization.id);
    expect(overdue.subscription).toMatchObject({
      status: "past_due",
      pastDueSince: due,
      failedPayments: 0,
      mrr: 19900,
    });
    expect(await accessAt(organization, late)).toMatchObject({ access: "grace", rule: "invoice_overdue" });
    expect(await accessAt(organization, addDays(due, 30))).toMatchObject({
      access: "read_only",
      rule: "invoice_long_overdue",
    });

    const delinquent = await advanceStripe(25);
    await sync(organization.customerId, delinquent);
    const { movements } = await stateOf(organization.id);
    expect(movements.at(-1)).toMatchObject({
      kind: "churn",
      cause: "delinquent",
      amount: -19900,
      occurredAt: addDays(due, 21),
    });
  });
});

describe("a pause of collection", () => {
  it.each(["keep_as_draft", "mark_uncollectible", "void"] as const)(
    "that treats invoices by %s keeps access, and MRR is paused",
    async (behavior) => {
      const organization = await subscriber();
      await update(organization, { pause_collection: { behavior } });
      await sync(organization.customerId);
      const { subscription } = await stateOf(organization.id);
      expect(subscription).toMatchObject({ status: "paused", pausedBehavior: behavior, mrr: 0 });
      expect(await accessAt(organization, await stripeNow())).toMatchObject({
        access: "full",
        rule: "collection_paused",
      });
      await update(organization, { pause_collection: "" });
      await sync(organization.customerId);
      expect(await kindsOf(organization)).toEqual([
        ["new", 19900],
        ["paused", -19900],
        ["resumed", 19900],
      ]);
    },
  );

  it("in which the customer cancels names what they used to pay", async () => {
    const organization = await subscriber();
    await update(organization, { pause_collection: { behavior: "void" } });
    await sync(organization.customerId);
    await stripe().subscriptions.cancel((await atStripe(organization)).subscription.id);
    await sync(organization.customerId);
    const { alerts, movements } = await stateOf(organization.id);
    expect(alerts).toEqual([expect.stringContaining("canceled Professional (−$199.00 MRR)")]);
    expect(movements.at(-1)).toMatchObject({ kind: "churn", amount: -19900 });
  });
});

describe("money given back", () => {
  it("is stored with its invoice, and MRR stays as it is", async () => {
    const organization = await subscriber();
    const [invoice] = (await stripe().invoices.list({ customer: organization.customerId })).data;
    const [payment] = (await stripe().invoicePayments.list({ invoice: invoice?.id ?? "" })).data;
    await stripe().refunds.create({ payment_intent: String(payment?.payment.payment_intent), amount: 10_000 });
    await stripe().creditNotes.create({ invoice: invoice?.id ?? "", amount: 5_000, credit_amount: 5_000 });
    await sync(organization.customerId);
    const { refunds, creditNotes, invoices, subscription } = await stateOf(organization.id);
    expect(refunds).toMatchObject([{ stripeInvoiceId: invoice?.id, amount: 10_000, status: "succeeded" }]);
    expect(creditNotes).toMatchObject([{ stripeInvoiceId: invoice?.id, amount: 5_000, status: "issued" }]);
    expect(invoices).toMatchObject([{ amountPaid: 19_900, amountRefunded: 10_000, amountCredited: 5_000 }]);
    expect(subscription.mrr).toBe(19_900);
  });
});

describe("a customer with more than a page of charges", () => {
  it("has the refund of the oldest one, too", async () => {
    const organization = await subscriber();
    const { customerId: customer } = organization;
    const [first] = (await stripe().charges.list({ customer })).data;
    await stripe().refunds.create({ charge: first?.id ?? "", amount: 1_000 });
    const { id: payment_method } = await stripe().paymentMethods.attach("pm_card_visa", { customer });
    await Promise.all(
      Array.from({ length: 101 }, () =>
        stripe().paymentIntents.create({
          customer,
          payment_method,
          amount: 500,
          currency: "usd",
          confirm: true,
          off_session: true,
        }),
      ),
    );
    await sync(customer);
    await sync(customer);
    const { refunds, invoices } = await stateOf(organization.id);
    expect(refunds).toMatchObject([{ amount: 1_000 }]);
    expect(invoices).toMatchObject([{ amountRefunded: 1_000 }]);
  });
});

describe("a refund of a payment that is more than a page of invoices ago", () => {
  it("is shown on its invoice, as for a recent one", async () => {
    const organization = await subscriber();
    const { customerId } = organization;
    const [first] = (await stripe().invoices.list({ customer: customerId })).data;
    for (let index = 0; index < 101; index += 1) {
      const { id } = await stripe().invoices.create({ customer: customerId, auto_advance: false });
      await stripe().invoices.finalizeInvoice(id);
    }
    await sync(customerId);
    const [charge] = (await stripe().charges.list({ customer: customerId })).data;
    await stripe().refunds.create({ charge: charge?.id ?? "", amount: 5_000 });
    await sync(customerId);
    const { invoices, refunds } = await stateOf(organization.id);
    const shown = invoices.find(({ stripeInvoiceId }) => stripeInvoiceId === first?.id);
    expect(invoices).toHaveLength(102);
    expect(shown).toMatchObject({ amountPaid: 19_900, amountRefunded: 5_000 });
    expect(refunds).toMatchObject([{ stripeInvoiceId: first?.id, amount: 5_000 }]);
  });
});

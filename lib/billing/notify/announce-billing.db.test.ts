import "@/testing/billing/local-stripe";
import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { emails } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { parseProps } from "@/lib/email/templates";
import { entitlementsOf } from "@/lib/entitlements";
import { asSystem } from "@/testing/actors";
import { advanceStripe, payInvoice, stripeOrigin } from "@/testing/billing/local-stripe";
import { stateOf, sync } from "@/testing/billing/stories";
import { atStripe, payWith, rowOf, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { addMember, inOrganization } from "@/testing/factories";
import { openInvoice } from "../index";
import { stripe } from "../stripe/stripe";

/** The emails enqueued, oldest first. */
const mailOf = ({ id }: { id: string }) =>
  withPlatform({ actor: asSystem("stripe") }, ({ tx }) =>
    tx.select().from(emails).where(eq(emails.organizationId, id)).orderBy(asc(emails.createdAt), asc(emails.id)),
  );
const newest = async (organization: { id: string }, template: string) =>
  (await mailOf(organization)).findLast((mail) => mail.template === template);
const failuresOf = async (organization: { id: string }) =>
  (await mailOf(organization))
    .filter(({ template }) => template === "payment-failed")
    .map(({ props }) => parseProps("payment-failed", props));

/** Moves the plan's item to another price, as a change in Stripe's dashboard would. */
async function changePrice(organization: Subscriber, lookupKey: string) {
  const { subscription } = await atStripe(organization);
  const prices = await stripe().prices.list({ lookup_keys: [lookupKey] });
  const [item] = subscription.items.data;
  await stripe().subscriptions.update(subscription.id, {
    items: [{ id: item?.id ?? "", price: prices.data[0]?.id ?? "" }],
  });
}

describe("billing emails", () => {
  it("about a payment go to owners, the billing role and the address at Stripe, once each, with number and PDF", async () => {
    const organization = await subscriber();
    const billing = await addMember(organization.id, "billing");
    await addMember(organization.id, "member");
    await addMember(organization.id, "admin");
    await stripe().customers.update(organization.customerId, { email: "Accounts@Books.example" });
    await sync(organization.customerId);
    expect(await rowOf(organization)).toMatchObject({ billingEmail: "Accounts@Books.example" });

    const now = await advanceStripe(32);
    await Promise.all([1, 2, 3].map(() => sync(organization.customerId, now)));
    const renewal = (await mailOf(organization)).filter(({ template }) => template === "payment-succeeded").slice(1);
    const owner = renewal.find(({ to }) => to !== billing.email && to !== "accounts@books.example");
    expect(renewal.map(({ to }) => to).sort()).toEqual([owner?.to, billing.email, "accounts@books.example"].sort());
    const { invoices } = await stateOf(organization.id);
    const invoice = invoices.at(-1);
    expect(parseProps("payment-succeeded", owner?.props)).toMatchObject({
      amount: "$199.00",
      number: invoice?.number,
      invoiceUrl: invoice?.hostedInvoiceUrl,
      pdfUrl: invoice?.invoicePdfUrl,
      paidAt: invoice?.paidAt?.toISOString(),
      card: { brand: "visa", last4: "4242" },
      lines: [{ description: expect.stringContaining("Professional"), amount: "$199.00" }],
      sums: [],
    });
  });

  it("about an upgrade, a cancellation and its withdrawal are sent once each, however many syncs run", async () => {
    const organization = await subscriber("starter");
    const templates = async () => (await mailOf(organization)).map(({ template }) => template).slice(1);
    await changePrice(organization, "unison_professional_month_usd_v1");
    await Promise.all([1, 2, 3].map(() => sync(organization.customerId)));
    expect((await templates()).filter((template) => template === "plan-upgraded")).toHaveLength(1);
    expect((await newest(organization, "plan-upgraded"))?.props).toMatchObject({
      from: "Starter",
      to: "Professional",
      price: "$199.00 a month",
    });

    const { subscription } = await atStripe(organization);
    for (const cancel of [true, false, true]) {
      await stripe().subscriptions.update(subscription.id, { cancel_at_period_end: cancel });
      await sync(organization.customerId);
      await sync(organization.customerId);
    }
    const changes = (await templates()).filter((template) => template.startsWith("subscription-"));
    expect(changes).toEqual(["subscription-canceled", "subscription-resumed", "subscription-canceled"]);
    expect((await newest(organization, "subscription-canceled"))?.props).toMatchObject({ ended: false });

    await stripe().subscriptions.cancel(subscription.id);
    await sync(organization.customerId);
    expect((await newest(organization, "subscription-canceled"))?.props).toMatchObject({
      ended: true,
      plan: "Professional",
    });
  });
});

describe("a failing payment", () => {
  it("is emailed on the 1st, 2nd and 3rd failure, makes access read-only at the third, and one sync restores it (fault 14)", async () => {
    const organization = await subscriber();
    const accessAt = (now: Date) =>
      inOrganization(organization.id, async (ctx) => (await entitlementsOf(ctx)).access, now);
    await payWith(organization, "pm_card_chargeCustomerFail");
    let now = await advanceStripe(32);
    await sync(organization.customerId, now);
    expect(await accessAt(now)).toBe("grace");
    for (let days = 0; days < 14 && (await rowOf(organization)).failedPayments < 3; days += 1) {
      now = await advanceStripe(1);
      await sync(organization.customerId, now);
    }
    expect(await accessAt(now)).toBe("read_only");
    const failures = await failuresOf(organization);
    expect(failures.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(failures[0]).toMatchObject({ amount: "$199.00", issue: "declined", nextAttemptAt: expect.any(String) });
    expect(failures[0]?.cardUrl).toMatch(/\/billing\/payment-method$/);

    // What the banner and the page show.
    const owed = await inOrganization(organization.id, openInvoice, now);
    expect(owed).toMatchObject({ amount: 19900, currency: "usd", issue: "declined", payUrl: failures[2]?.payUrl });

    // Paid on the hosted page. Even if the failure's webhook arrives after the payment's, each only triggers a sync.
    await payInvoice(owed?.payUrl ?? "");
    await sync(organization.customerId, now);
    expect(await rowOf(organization)).toMatchObject({ status: "active", failedPayments: 0, pastDueSince: null });
    expect(await accessAt(now)).toBe("full");
    await sync(organization.customerId, now);
    expect(await accessAt(now)).toBe("full");
    expect(await failuresOf(organization)).toHaveLength(3);
    expect(await inOrganization(organization.id, openInvoice, now)).toBeNull();
  });

  it.each([
    ["a bank that requires confirmation", "pm_card_authenticationRequired", "confirmation_needed"],
    ["a card that can't succeed", "stolen", "card_must_change"],
  ])("says what to do about %s", async (_what, card, issue) => {
    const organization = await subscriber();
    if (card === "stolen") await declineNext(organization, "stolen_card");
    else await payWith(organization, card);
    const now = await advanceStripe(32);
    await sync(organization.customerId, now);
    const [failure] = await failuresOf(organization);
    expect(failure).toMatchObject({ issue });
    expect(failure?.payUrl).toContain("/invoice");
    const { invoices } = await stateOf(organization.id);
    expect(invoices.at(-1)).toMatchObject({ status: "open", paymentIssue: issue });
  });
});

/** Makes the bank decline the customer's next charges with this code. */
const declineNext = ({ customerId }: Subscriber, decline_code: string) =>
  fetch(`${stripeOrigin}/_local/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind: "decline", customer: customerId, decline_code, next: 9 }),
  });

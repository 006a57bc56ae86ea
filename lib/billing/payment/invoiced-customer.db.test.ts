import "@/testing/billing/local-stripe";
import { and, asc, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { alerts, emails } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { formatUtcDate } from "@/lib/dates";
import { addDays, addHours } from "@/lib/durations";
import { renderEmail } from "@/lib/email/render-email";
import { parseProps } from "@/lib/email/templates";
import { asSystem } from "@/testing/actors";
import { advanceStripe, cards, payInvoice } from "@/testing/billing/local-stripe";
import { checkout, customerOf, type Organization, stateOf, sync } from "@/testing/billing/stories";
import { inOrganization, newOrganization } from "@/testing/factories";
import { openInvoice, sendInvoiceNotices } from "../index";
import { stripe, stripeBudget } from "../stripe/stripe";
import { payOwed } from "./pay-owed";

/** A customer whose invoices are sent with a due date, as a person set it up in Stripe. */

const platform = { actor: asSystem() } as const;

type Invoiced = Organization & { customerId: string };

async function invoiced(days_until_due = 14): Promise<Invoiced> {
  const organization = await newOrganization({ createdAt: await advanceStripe(0) });
  await checkout(organization);
  const customerId = await customerOf(organization);
  const { id } = await stripe().paymentMethods.attach("pm_card_visa", { customer: customerId });
  await stripe().customers.update(customerId, { invoice_settings: { default_payment_method: id } });
  const { data } = await stripe().prices.list({ lookup_keys: ["unison_professional_month_usd_v1"] });
  await stripe().subscriptions.create({
    customer: customerId,
    items: [{ price: data[0]?.id ?? "" }],
    collection_method: "send_invoice",
    days_until_due,
  });
  await sync(customerId, await advanceStripe(1));
  return { ...organization, customerId };
}

async function firstInvoice({ id }: { id: string }) {
  const [invoice] = (await stateOf(id)).invoices;
  if (!invoice?.dueAt) throw new Error("the invoice has no due date");
  return { ...invoice, dueAt: invoice.dueAt };
}

/** The job at this time, twice: it has nothing to say the second time. */
async function notifiesAt(now: Date): Promise<void> {
  await withPlatform({ ...platform, now }, sendInvoiceNotices);
  await withPlatform({ ...platform, now: addHours(now, 1) }, sendInvoiceNotices);
}

const mailsOf = async ({ id }: { id: string }) => {
  const rows = await withPlatform(platform, ({ tx }) =>
    tx.select().from(emails).where(eq(emails.organizationId, id)).orderBy(asc(emails.createdAt)),
  );
  return rows.filter(({ template }) => template === "invoice-due").map(({ props }) => parseProps("invoice-due", props));
};

const openAlerts = ({ id }: { id: string }) =>
  withPlatform(platform, ({ tx }) =>
    tx
      .select({ kind: alerts.kind, title: alerts.title, text: alerts.text })
      .from(alerts)
      .where(and(eq(alerts.organizationId, id), isNull(alerts.resolvedAt))),
  );

describe("a customer who pays by invoice", () => {
  it("is emailed before the due date, on days 1 and 7, and before and when access ends, never about a card", async () => {
    const organization = await invoiced();
    const { dueAt, number } = await firstInvoice(organization);
    await notifiesAt(addDays(dueAt, -10));
    expect(await mailsOf(organization)).toEqual([]);
    await notifiesAt(addDays(dueAt, -3));
    await sync(organization.customerId, await advanceStripe(14));
    for (const days of [1, 2, 7, 20, 27, 30, 36]) await notifiesAt(addDays(dueAt, days));
    const mails = await mailsOf(organization);
    expect(mails.map(({ stage }) => stage)).toEqual(["due_soon", "overdue", "overdue", "last", "read_only"]);
    expect(mails[1]).toMatchObject({ readOnlyAt: addDays(dueAt, 30).toISOString() });

    const rendered = await Promise.all(mails.map((props) => renderEmail("invoice-due", props)));
    const date = formatUtcDate(dueAt);
    expect(rendered.map(({ subject }) => subject)).toEqual([
      `Invoice ${number} for $199.00 is due on ${date}`,
      ...Array(3).fill(`Invoice ${number} for $199.00 has been overdue since ${date}`),
      expect.stringMatching(/is now read-only: invoice .* has been overdue since/),
    ]);
    for (const { text } of rendered) expect(text).not.toMatch(/card/i);
    const { emails: all, alerts: titles } = await stateOf(organization.id);
    expect(all).not.toContain("payment-failed");
    expect(titles.join()).not.toContain("failed");
  });

  it("owes every overdue invoice, and is charged for none of them", async () => {
    const organization = await invoiced(5);
    const { dueAt } = await firstInvoice(organization);
    const owedAt = (now: Date) => inOrganization(organization.id, openInvoice, now);
    expect(await owedAt(addDays(dueAt, -1))).toBeNull();
    const later = await advanceStripe(40);
    await sync(organization.customerId, later);
    expect(await owedAt(later)).toMatchObject({ amount: 39_800, count: 2, overdueSince: dueAt });

    await notifiesAt(later);
    const last = (await mailsOf(organization)).at(-1);
    expect(last?.invoices).toHaveLength(2);
    expect(last?.total).toBe("$398.00");

    expect(await inOrganization(organization.id, (ctx) => payOwed(ctx, stripeBudget()), later)).toBe(true);
    const open = await stripe().invoices.list({ customer: organization.customerId, status: "open" });
    expect(open.data).toHaveLength(2);
  });

  it("gets no 'payment failed' email after a bad card on the invoice's page", async () => {
    const organization = await invoiced();
    const { hostedInvoiceUrl } = await firstInvoice(organization);
    await payInvoice(hostedInvoiceUrl ?? "", cards.declined);
    await sync(organization.customerId);
    const { emails: all, alerts: titles, invoices } = await stateOf(organization.id);
    expect(invoices[0]).toMatchObject({ status: "open" });
    expect(all).not.toContain("payment-failed");
    expect(titles).toEqual([]);
  });

  it("alerts the platform admins after three days with the amount, until the invoice is paid", async () => {
    const organization = await invoiced();
    const { dueAt, number, stripeInvoiceId } = await firstInvoice(organization);
    const late = await advanceStripe(14);
    await sync(organization.customerId, late);
    await notifiesAt(addDays(dueAt, 2));
    expect(await openAlerts(organization)).toEqual([]);
    await notifiesAt(addDays(dueAt, 3));
    const [alert, ...others] = await openAlerts(organization);
    expect(others).toEqual([]);
    expect(alert?.kind).toBe("invoice_overdue");
    expect(alert?.title).toContain(`invoice ${number} for $199.00 is overdue`);
    expect(alert?.text).toContain(`It was due on ${formatUtcDate(dueAt)}`);
    expect(alert?.text).toContain(`becomes read-only on ${formatUtcDate(addDays(dueAt, 30))}`);
    expect((await stateOf(organization.id)).audit).toContain("billing.invoice_overdue");

    await stripe().invoices.pay(stripeInvoiceId, { paid_out_of_band: true });
    await sync(organization.customerId, late);
    expect(await openAlerts(organization)).toEqual([]);
    await notifiesAt(addDays(dueAt, 7));
    expect(await openAlerts(organization)).toEqual([]);
    expect((await mailsOf(organization)).map(({ stage }) => stage)).toEqual(["overdue"]);
  });
});

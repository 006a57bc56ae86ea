import "@/testing/billing/local-stripe";
import { expect, it } from "vitest";
import { stripe } from "@/lib/billing/stripe/stripe";
import { addCustomItem, arrangeSchedule } from "@/testing/billing/dashboard";
import { sync } from "@/testing/billing/stories";
import { invoicesAtStripe, subscriber } from "@/testing/billing/subscribers";
import { inOrganization } from "@/testing/factories";
import { stripeFacts } from "./stripe-facts";

it("what a person arranged at Stripe is on the organization's page, with ids", async () => {
  const customer = await subscriber("professional");
  const { customerId } = customer;
  const price = await addCustomItem(customer, 50_000, 2);
  await arrangeSchedule(customer, 150_000);
  const [invoice] = await invoicesAtStripe(customer);
  await stripe().creditNotes.create({ invoice: invoice?.id ?? "", amount: 5_000, credit_amount: 5_000 });
  const card = await stripe().paymentMethods.attach("pm_card_createDispute", { customer: customerId });
  const draft = await stripe().invoices.create({ customer: customerId });
  const extra = { customer: customerId, invoice: draft.id, amount: 12_000, currency: "usd" };
  await stripe().invoiceItems.create(extra);
  await stripe().invoices.finalizeInvoice(draft.id);
  await stripe().invoices.pay(draft.id, { payment_method: card.id });
  await sync(customerId);

  const facts = await inOrganization(customer.id, stripeFacts);
  expect(facts.items.map(({ stripePriceId }) => stripePriceId)).toContain(price.id);
  expect(facts).toMatchObject({
    schedule: { managed: false, phases: [{ items: [{ recurringAmount: 150_000 }] }] },
    creditNotes: [{ amount: 5_000, stripeInvoiceId: invoice?.id }],
    disputes: [{ reason: "fraudulent", evidenceDueAt: expect.any(Date) }],
    subscription: { collectionMethod: "charge_automatically", stripeScheduleId: expect.any(String) },
  });
});

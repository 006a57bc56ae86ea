import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import {
  type AdminCaller,
  acceptOffer,
  cancelSubscription,
  changeAddOns,
  changePlan,
  creditInvoice,
  giveComplimentaryPlan,
  moveStripeTrial,
  previewChange,
  resumeSubscription,
  startCheckout,
} from "@/lib/billing";
import type { ComplimentaryPlanInput, CreditInvoiceInput } from "@/lib/billing/change/admin-input";
import { stripe } from "@/lib/billing/stripe/stripe";
import { inTenant, type TenantContext, withPlatform, withTenant } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { found } from "@/lib/errors";
import { addCustomItem, arrangeSchedule } from "@/testing/billing/dashboard";
import { clearFaults, injectFault } from "@/testing/billing/faults";
import { suspend } from "@/testing/billing/mirror";
import { customerOf, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, invoicesAtStripe, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { newOrganization, newUser } from "@/testing/factories";
import { extendTrial } from "../extend-trial";
import { cancelFor, changePlanFor, resumeFor } from "./change-billing";

const admin = await newUser({ platformAdmin: true, email: "ada.admin@example.com" });
const actor = { kind: "user", id: admin.id } as const;
const reason = "They asked on the phone";

const adminOf = (ctx: TenantContext): AdminCaller => ({ ...ctx, role: "platform_admin" });

/** Runs a verb as the page does for a platform admin, and syncs afterwards. */
async function asAdmin<T>({ id }: { id: string }, verb: (ctx: AdminCaller) => Promise<T>): Promise<T> {
  const done = await withTenant({ organizationId: id, actor }, (ctx) => verb(adminOf(ctx)));
  const { subscription } = await stateOf(id);
  if (subscription.stripeCustomerId) await sync(subscription.stripeCustomerId);
  return done;
}

const auditOf = (organizationId: string, action: string) =>
  withPlatform({ actor }, async ({ tx }) => {
    const rows = await tx.select().from(auditLog).where(eq(auditLog.organizationId, organizationId));
    return rows.filter((row) => row.action === action);
  });
const rowOf = async ({ id }: { id: string }) => (await stateOf(id)).subscription;
const lastInvoice = async (customer: Subscriber) => found((await invoicesAtStripe(customer))[0], "invoice");

describe("changing the plan for a customer", () => {
  it("charges what the preview shows, under the admin's name and with the reason", async () => {
    const customer = await subscriber("starter");
    const preview = await asAdmin(customer, (ctx) => previewChange(ctx, { plan: "professional", interval: "month" }));
    const change = { plan: "professional", interval: "month", direction: "up", quote: preview.quote, reason } as const;
    expect(await asAdmin(customer, (ctx) => changePlanFor(ctx, change))).toEqual({ outcome: "changed" });
    expect(await rowOf(customer)).toMatchObject({ planKey: "professional", mrr: 19_900 });
    expect((await lastInvoice(customer)).total).toBe(preview.today?.amount);
    expect(await auditOf(customer.id, "admin.plan_changed")).toMatchObject([
      { actorId: admin.id, details: { plan: "professional", outcome: "changed", reason } },
    ]);
  });

  it("schedules a cheaper plan, and keeps what a person added in Stripe", async () => {
    const customer = await subscriber("professional");
    await addCustomItem(customer, 50_000);
    await sync(customer.customerId);
    const change = { plan: "starter", interval: "month", direction: "down", reason } as const;
    expect(await asAdmin(customer, (ctx) => changePlanFor(ctx, change))).toMatchObject({ outcome: "scheduled" });
    const { items } = await atStripe(customer);
    expect(items).toHaveLength(2);
    expect((await stateOf(customer.id)).scheduledChange?.items.map(({ kind }) => kind).sort()).toEqual([
      "custom",
      "plan",
    ]);
  });

  it("leaves what a person scheduled in Stripe, and a suspended organization", async () => {
    const arranged = await subscriber("starter");
    await arrangeSchedule(arranged, 90_000);
    const change = { plan: "professional", interval: "month", direction: "up", reason } as const;
    await expect(asAdmin(arranged, (ctx) => changePlanFor(ctx, change))).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "scheduled" },
    });
    const suspended = await subscriber("starter");
    await suspend(suspended.id);
    await expect(asAdmin(suspended, (ctx) => changePlanFor(ctx, change))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is refused to a platform admin without the role that the admin pages give", async () => {
    const customer = await subscriber("starter");
    const change = { plan: "professional", interval: "month", direction: "up" } as const;
    const without = (ctx: TenantContext) => changePlan(ctx, change);
    await expect(withTenant({ organizationId: customer.id, actor }, without)).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "role" },
    });
  });

  it("is refused during a support session, whatever the role", async () => {
    const customer = await subscriber("starter");
    const acting = { kind: "user", id: customer.ownerId, impersonatorId: admin.id } as const;
    const change = { plan: "professional", interval: "month", direction: "up", reason } as const;
    const inSession = withTenant({ organizationId: customer.id, actor: acting }, (ctx) =>
      changePlanFor(adminOf(ctx), change),
    );
    await expect(inSession).rejects.toMatchObject({ code: "forbidden", details: { reason: "impersonation" } });
  });
});

describe("canceling for a customer", () => {
  it("at the end of the period can be withdrawn", async () => {
    const customer = await subscriber("professional");
    const canceled = await asAdmin(customer, (ctx) =>
      cancelFor(ctx, { when: "period_end", feedback: "too_expensive", reason }),
    );
    expect(canceled).toMatchObject({ outcome: "canceling" });
    expect(await rowOf(customer)).toMatchObject({
      status: "active",
      cancelReason: "too_expensive",
      cancelAt: canceled.at,
    });
    await asAdmin(customer, (ctx) => resumeFor(ctx, { reason }));
    expect(await rowOf(customer)).toMatchObject({ status: "active", cancelAt: null });
    expect((await stateOf(customer.id)).audit).toEqual(
      expect.arrayContaining(["admin.plan_canceled", "admin.plan_resumed"]),
    );
  });

  it("now ends the plan, refunds nothing, and leaves the customer's other subscriptions", async () => {
    const customer = await subscriber("professional");
    const { id: price } = await stripe().prices.create({
      currency: "usd",
      unit_amount: 5_000,
      recurring: { interval: "month" },
      product_data: { name: "Consulting" },
    });
    const other = await stripe().subscriptions.create({
      customer: customer.customerId,
      items: [{ price }],
      collection_method: "send_invoice",
      days_until_due: 30,
    });
    await asAdmin(customer, (ctx) => cancelFor(ctx, { when: "now", feedback: "other", reason }));
    const state = await stateOf(customer.id);
    expect(state.subscription).toMatchObject({ status: "canceled", mrr: 0 });
    expect(state.movements.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["new", 19_900],
      ["churn", -19_900],
    ]);
    expect(state.refunds).toEqual([]);
    expect((await stripe().subscriptions.retrieve(other.id)).status).toBe("active");
    await expect(
      asAdmin(customer, (ctx) => cancelFor(ctx, { when: "now", feedback: "other", reason })),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a complimentary plan", () => {
  const give = (organization: { id: string }, given: Partial<ComplimentaryPlanInput> = {}) =>
    asAdmin(organization, (ctx) =>
      giveComplimentaryPlan(ctx, { plan: "professional", months: null, reason, ...given }),
    );

  it("is a subscription at Stripe that costs nothing, without a card, in the owner's name", async () => {
    const organization = await newOrganization({ name: "Friendly Foundry" });
    await give(organization);
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ status: "active", planKey: "professional", mrr: 0, cardLast4: null });
    expect([state.movements, state.invoices.map(({ total }) => total)]).toEqual([[], [0]]);
    expect(state.discounts).toMatchObject([{ name: "Complimentary", percentOff: 100, duration: "forever" }]);
    const customer = await stripe().customers.retrieve(await customerOf(organization));
    expect(customer).toMatchObject({ name: "Friendly Foundry", email: `${organization.ownerId}@example.com` });
    expect(await auditOf(organization.id, "admin.complimentary_plan_given")).toMatchObject([
      { actorId: admin.id, details: { plan: "professional", reason } },
    ]);
  });

  it("with a number of months ends then, instead of charging anyone", async () => {
    const organization = await newOrganization();
    const { endsAt } = await give(organization, { months: 3 });
    const { subscription } = await stateOf(organization.id);
    expect(subscription.cancelAt?.getTime()).toBe(Math.floor((endsAt?.getTime() ?? 0) / 1000) * 1000);
  });

  it("gives that plan and no other: its owner can't take a higher one, or add-ons, for nothing", async () => {
    const organization = await newOrganization();
    await give(organization, { plan: "starter" });
    const asOwner = <T>(verb: (ctx: TenantContext) => Promise<T>) =>
      withTenant({ organizationId: organization.id, actor: organization.owner }, verb);
    const refused = { code: "conflict", details: { reason: "complimentary" } };
    const up = { plan: "enterprise", interval: "month", direction: "up" } as const;
    await expect(asOwner((ctx) => previewChange(ctx, { plan: "enterprise" }))).rejects.toMatchObject(refused);
    await expect(asOwner((ctx) => changePlan(ctx, up))).rejects.toMatchObject(refused);
    const seats = { addOns: { extra_user: 500 } };
    await expect(asOwner((ctx) => changeAddOns(ctx, seats))).rejects.toMatchObject(refused);
    await asAdmin(organization, (ctx) => changePlanFor(ctx, { ...up, plan: "professional", reason }));
    expect(await rowOf(organization)).toMatchObject({ planKey: "professional", mrr: 0 });
  });

  it("given for some months can't be kept by its owner: not by resuming it, and not by the offer to stay", async () => {
    const organization = await newOrganization();
    const { endsAt } = await give(organization, { months: 3 });
    const asOwner = <T>(verb: (ctx: TenantContext) => Promise<T>) =>
      withTenant({ organizationId: organization.id, actor: organization.owner }, verb);
    await asOwner((ctx) => cancelSubscription(ctx, { reason: "other" }));
    await expect(asOwner(resumeSubscription)).rejects.toMatchObject({ details: { reason: "complimentary" } });
    await expect(asOwner(acceptOffer)).rejects.toMatchObject({ details: { reason: "no_offer" } });
    await sync(await customerOf(organization));
    expect((await rowOf(organization)).cancelAt?.getTime()).toBe(Math.floor((endsAt?.getTime() ?? 0) / 1000) * 1000);
    await asAdmin(organization, (ctx) => resumeFor(ctx, { reason }));
    expect((await rowOf(organization)).cancelAt).toBeNull();
  });

  it("given without an end can be canceled and resumed by its owner", async () => {
    const organization = await newOrganization();
    await give(organization);
    const asOwner = <T>(verb: (ctx: TenantContext) => Promise<T>) =>
      withTenant({ organizationId: organization.id, actor: organization.owner }, verb);
    await asOwner((ctx) => cancelSubscription(ctx, { reason: "other" }));
    expect(await asOwner(resumeSubscription)).toEqual({ outcome: "resumed" });
  });

  it("given twice at the same time is given once", async () => {
    const organization = await newOrganization();
    const given = await Promise.allSettled([give(organization), give(organization)]);
    expect(given.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const customer = await customerOf(organization);
    expect((await stripe().subscriptions.list({ customer })).data).toHaveLength(1);
  });

  it("is refused to a customer with a plan, for an unknown plan, and closes an open checkout", async () => {
    const paying = await subscriber("starter");
    await expect(give(paying)).rejects.toMatchObject({ code: "conflict", details: { reason: "subscribed" } });
    const organization = await newOrganization();
    await expect(give(organization, { plan: "platinum" })).rejects.toMatchObject({ code: "unknown_name" });
    await withTenant({ organizationId: organization.id, actor: organization.owner }, (ctx) =>
      startCheckout(ctx, { plan: "starter", interval: "month" }),
    );
    await give(organization);
    const open = await stripe().checkout.sessions.list({ customer: await customerOf(organization), status: "open" });
    expect(open.data).toEqual([]);
  });
});

describe("crediting an invoice", () => {
  const credit = (customer: { id: string }, given: Partial<CreditInvoiceInput> & { invoiceId: string }) =>
    asAdmin(customer, (ctx) =>
      creditInvoice(ctx, {
        amount: 5_000,
        to: "card",
        creditReason: "order_change",
        reason,
        attempt: crypto.randomUUID(),
        ...given,
      }),
    );

  it("refunds to the card by a credit note, which the sync brings back", async () => {
    const customer = await subscriber("professional");
    const { id: invoiceId } = await lastInvoice(customer);
    const { creditNoteId } = await credit(customer, { invoiceId });
    const state = await stateOf(customer.id);
    expect(state.creditNotes).toMatchObject([{ stripeCreditNoteId: creditNoteId, amount: 5_000, status: "issued" }]);
    expect(state.refunds).toMatchObject([{ amount: 5_000, stripeInvoiceId: invoiceId }]);
    expect(state.subscription.mrr).toBe(19_900);
    expect(await auditOf(customer.id, "admin.invoice_credited")).toMatchObject([
      { subject: invoiceId, details: { creditNote: creditNoteId, amount: 5_000, to: "card", reason } },
    ]);
  });

  it("gives back once for a repeated click, and also for two at the same moment", async () => {
    const customer = await subscriber("professional");
    const { id: invoiceId } = await lastInvoice(customer);
    const attempt = crypto.randomUUID();
    await Promise.all([1, 2].map(() => credit(customer, { invoiceId, attempt })));
    await credit(customer, { invoiceId, attempt });
    expect((await stateOf(customer.id)).refunds.map(({ amount }) => amount)).toEqual([5_000]);
  });

  it("is recorded with its reason also when the first answer was lost after Stripe had given everything back", async () => {
    const customer = await subscriber("professional");
    const { id: invoiceId } = await lastInvoice(customer);
    const attempt = crypto.randomUUID();
    const lost = asAdmin(customer, async (ctx) => {
      const given = { invoiceId, amount: 19_900, to: "card", creditReason: "order_change", reason, attempt } as const;
      await creditInvoice(ctx, given);
      throw new Error("the server was killed");
    });
    await expect(lost).rejects.toThrow("killed");
    await sync(customer.customerId);
    const { creditNoteId } = await credit(customer, { invoiceId, amount: 19_900, attempt });
    await credit(customer, { invoiceId, amount: 19_900, attempt });
    expect((await stateOf(customer.id)).refunds.map(({ amount }) => amount)).toEqual([19_900]);
    expect(await auditOf(customer.id, "admin.invoice_credited")).toMatchObject([
      { actorId: admin.id, details: { creditNote: creditNoteId, amount: 19_900, reason } },
    ]);
  });

  it("counts what a person refunded in Stripe without a credit note, wherever the rest was given back to", async () => {
    const customer = await subscriber("professional");
    const { id: invoiceId } = await lastInvoice(customer);
    const [payment] = (await stripe().invoicePayments.list({ invoice: invoiceId })).data;
    await stripe().refunds.create({ payment_intent: String(payment?.payment.payment_intent), amount: 10_000 });
    await sync(customer.customerId);
    const left = { code: "invalid_input", details: { errors: [{ message: "You can credit up to $99.00." }] } };
    await expect(credit(customer, { invoiceId, amount: 19_900, to: "balance" })).rejects.toMatchObject(left);
    await credit(customer, { invoiceId, amount: 5_000, to: "balance" });
    const less = { code: "invalid_input", details: { errors: [{ message: "You can credit up to $49.00." }] } };
    await expect(credit(customer, { invoiceId, amount: 9_900, to: "card" })).rejects.toMatchObject(less);
    await credit(customer, { invoiceId, amount: 4_900, to: "card" });
    await expect(credit(customer, { invoiceId, amount: 1, to: "balance" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("never gives back more than was paid, however the rest was refunded", async () => {
    const customer = await subscriber("professional");
    const invoice = await lastInvoice(customer);
    await credit(customer, { invoiceId: invoice.id, amount: 15_000 });
    await expect(credit(customer, { invoiceId: invoice.id, amount: 5_000 })).rejects.toMatchObject({
      code: "invalid_input",
      details: { errors: [{ field: "amount", message: "You can credit up to $49.00." }] },
    });
    await credit(customer, { invoiceId: invoice.id, amount: 4_900 });
    await expect(credit(customer, { invoiceId: invoice.id, amount: 1 })).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect((await stateOf(customer.id)).refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(19_900);
  });

  it("credits the balance that later invoices use", async () => {
    const customer = await subscriber("professional");
    const { id: invoiceId } = await lastInvoice(customer);
    await credit(customer, { invoiceId, to: "balance" });
    const state = await stateOf(customer.id);
    expect(state.refunds).toEqual([]);
    expect(state.subscription.customerBalance).toBe(-5_000);
  });

  it("makes an open invoice smaller, and refuses a way that doesn't fit its state", async () => {
    const customer = await subscriber("professional");
    const { id } = await stripe().invoices.create({
      customer: customer.customerId,
      collection_method: "send_invoice",
      days_until_due: 30,
    });
    const item = { customer: customer.customerId, invoice: id, amount: 20_000, currency: "usd" };
    await stripe().invoiceItems.create(item);
    await stripe().invoices.finalizeInvoice(id);
    await sync(customer.customerId);
    await expect(credit(customer, { invoiceId: id, to: "card" })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "invoice_status" },
    });
    await credit(customer, { invoiceId: id, to: "amount_due" });
    const open = (await stateOf(customer.id)).invoices.find(({ stripeInvoiceId }) => stripeInvoiceId === id);
    expect(open).toMatchObject({ status: "open", amountRemaining: 15_000 });
  });

  it("finds no invoice of another organization", async () => {
    const [ours, theirs] = [await subscriber("professional"), await subscriber("professional")];
    const { id: invoiceId } = await lastInvoice(theirs);
    await expect(credit(ours, { invoiceId })).rejects.toMatchObject({ code: "not_found" });
    expect((await stateOf(theirs.id)).refunds).toEqual([]);
  });

  it("gives back nothing while Stripe is away", async () => {
    const customer = await subscriber("professional");
    const { id: invoiceId } = await lastInvoice(customer);
    await injectFault({ kind: "server_error", rate: 1 });
    await expect(
      withTenant({ organizationId: customer.id, actor }, (ctx) =>
        creditInvoice(adminOf(ctx), {
          invoiceId,
          amount: 5_000,
          to: "card",
          creditReason: "order_change",
          reason,
          attempt: crypto.randomUUID(),
        }),
      ),
    ).rejects.toMatchObject({ code: "unavailable" });
    await clearFaults();
    expect(await auditOf(customer.id, "admin.invoice_credited")).toEqual([]);
  });
});

describe("extending a trial at Stripe", () => {
  it("moves its end and the first invoice, and charges nothing", async () => {
    const customer = await subscriber("professional");
    const { subscription } = await atStripe(customer);
    const trial_end = Math.floor(addDays(new Date(), 10).getTime() / 1000);
    await stripe().subscriptions.update(subscription.id, { trial_end, proration_behavior: "none" });
    await sync(customer.customerId);
    const before = (await invoicesAtStripe(customer)).length;
    const extended = await withPlatform({ actor }, (ctx) =>
      extendTrial(inTenant(ctx, customer.id), { days: 5, reason }),
    );
    await sync(customer.customerId);
    expect(extended.trialEndsAt).toEqual(addDays(new Date(trial_end * 1000), 5));
    const row = await rowOf(customer);
    expect(row).toMatchObject({ status: "trialing", trialEndsAt: extended.trialEndsAt });
    expect((await invoicesAtStripe(customer)).slice(0, -before).every(({ total }) => total === 0)).toBe(true);
  });

  it("is refused when none runs there", async () => {
    const customer = await subscriber("professional");
    const moving = withPlatform({ actor }, (ctx) =>
      moveStripeTrial(inTenant(ctx, customer.id), addDays(new Date(), 5)),
    );
    await expect(moving).rejects.toMatchObject({ code: "conflict" });
  });
});

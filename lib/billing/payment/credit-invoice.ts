import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { auditLog, invoices, refunds, subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict, found, invalidInput, unreachable } from "@/lib/errors";
import { formatMoney } from "@/lib/money";
import { requireBillingRole } from "../access/require-billing-role";
import type { CreditInvoiceInput } from "../change/admin-input";
import { countsAsRefunded } from "../mirror/payments";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";

/**
 * Gives back all or a part of an invoice by a credit note at Stripe: to the card, to the customer's balance, or by making an
 * open invoice smaller. A credit note and not a bare refund, because revenue and tax have to be corrected with the money. The
 * caller syncs our rows. The same `attempt` gives back once, and is recorded once, also if the first answer was lost.
 *
 * @returns the credit note's ID.
 * @throws GatehouseError `not_found` for another organization's invoice; `invalid_input` on `amount` for more than is left;
 * `conflict` when the invoice isn't in a state for it, or the attempt was made with another amount; `unavailable` when Stripe is down.
 */
export async function creditInvoice(ctx: TenantContext, input: CreditInvoiceInput): Promise<{ creditNoteId: string }> {
  await requireBillingRole(ctx);
  const known = await lockedInvoice(ctx, input.invoiceId);
  const budget = stripeBudget();
  const { id, number, currency } = await creditNote(ctx, budget, known, input);
  const { invoiceId, amount, to, creditReason, reason } = input;
  if (!(await isRecorded(ctx, invoiceId, id))) {
    await recordAudit(ctx, {
      organizationId: ctx.organizationId,
      action: "admin.invoice_credited",
      subject: invoiceId,
      details: { creditNote: id, number, amount, currency, to, creditReason, reason },
    });
  }
  return { creditNoteId: id };
}

/** The attempt's credit note: the one that Stripe has already, although we never learned of it, or a new one. */
async function creditNote(
  ctx: TenantContext,
  budget: StripeBudget,
  known: Known,
  { invoiceId, amount, to, creditReason, attempt }: CreditInvoiceInput,
): Promise<Stripe.CreditNote> {
  const [invoice, notes] = await Promise.all([
    budget.call((stripe) => stripe.invoices.retrieve(invoiceId)),
    budget.call((stripe) => stripe.creditNotes.list({ invoice: invoiceId, limit: 100 })),
  ]);
  const made = notes.data.find(({ metadata }) => metadata?.[attemptKey] === attempt);
  if (made) return requireSame(made, amount);
  requireLeft(invoice, creditable(invoice, known, await refundedWithoutNote(ctx, invoiceId, notes.data), to), amount);
  return budget.call((stripe) =>
    stripe.creditNotes.create(
      {
        invoice: invoiceId,
        amount,
        reason: creditReason,
        metadata: { [attemptKey]: attempt },
        ...destination(to, amount),
      },
      { idempotencyKey: `credit-note-${ctx.organizationId}-${attempt}` },
    ),
  );
}

const attemptKey = "attempt";

function requireSame(made: Stripe.CreditNote, amount: number): Stripe.CreditNote {
  if (made.total === amount) return made;
  const given = formatMoney({ amount: made.total, currency: made.currency });
  throw conflict(`${given} of this invoice was given back already. Reload the page.`, { reason: "already_credited" });
}

async function isRecorded({ tx, organizationId }: TenantContext, invoiceId: string, noteId: string): Promise<boolean> {
  const recorded = and(
    eq(auditLog.organizationId, organizationId),
    eq(auditLog.action, "admin.invoice_credited"),
    eq(auditLog.subject, invoiceId),
    sql`${auditLog.details} ->> 'creditNote' = ${noteId}`,
  );
  return (await tx.$count(auditLog, recorded)) > 0;
}

/** What a person refunded in Stripe by itself, minor units. */
async function refundedWithoutNote(
  { tx, organizationId }: TenantContext,
  invoiceId: string,
  notes: readonly Stripe.CreditNote[],
): Promise<number> {
  const noted = new Set(notes.flatMap((note) => note.refunds.map(({ refund }) => idOf(refund))));
  const known = await tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.organizationId, organizationId), eq(refunds.stripeInvoiceId, invoiceId)));
  return known
    .filter((refund) => countsAsRefunded(refund) && !noted.has(refund.stripeRefundId))
    .reduce((sum, { amount }) => sum + amount, 0);
}

const idOf = (object: string | { id: string }): string => (typeof object === "string" ? object : object.id);

type Known = Pick<typeof invoices.$inferSelect, "amountRefunded">;

/** Locks the subscription, as every change of billing does, so that two admins don't give back the same money. */
async function lockedInvoice({ tx, organizationId }: TenantContext, invoiceId: string): Promise<Known> {
  const [row] = await tx
    .select({ amountRefunded: invoices.amountRefunded })
    .from(subscriptions)
    .innerJoin(
      invoices,
      and(eq(invoices.organizationId, subscriptions.organizationId), eq(invoices.stripeInvoiceId, invoiceId)),
    )
    .where(eq(subscriptions.organizationId, organizationId))
    .for("update", { of: subscriptions });
  return found(row, "invoice");
}

/** How much can be given back this way, minor units. */
function creditable(
  invoice: Stripe.Invoice,
  { amountRefunded }: Known,
  refundedApart: number,
  to: CreditInvoiceInput["to"],
): number {
  const wanted = to === "amount_due" ? "open" : "paid";
  if (invoice.status !== wanted) {
    throw conflict(`This invoice is ${invoice.status ?? "a draft"}, not ${wanted}. Reload the page.`, {
      reason: "invoice_status",
    });
  }
  if (to === "amount_due") return invoice.amount_remaining;
  const credited = invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount;
  const left = invoice.total - credited - refundedApart;
  return to === "card" ? Math.min(left, invoice.amount_paid - amountRefunded) : left;
}

function requireLeft({ currency }: Stripe.Invoice, left: number, amount: number): void {
  if (amount <= left) return;
  const message =
    left <= 0
      ? "This invoice was already credited in full."
      : `You can credit up to ${formatMoney({ amount: left, currency })}.`;
  throw invalidInput(message, { errors: [{ field: "amount", message }] });
}

function destination(
  to: CreditInvoiceInput["to"],
  amount: number,
): Pick<Stripe.CreditNoteCreateParams, "refund_amount" | "credit_amount"> {
  switch (to) {
    case "card":
      return { refund_amount: amount };
    case "balance":
      return { credit_amount: amount };
    case "amount_due":
      return {};
    default:
      return unreachable(to);
  }
}

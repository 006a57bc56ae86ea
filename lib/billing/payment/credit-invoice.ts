import "server-only";
import { and, eq } from "drizzle-orm";
import type Stripe from "stripe";
import { invoices, subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict, found, invalidInput, unreachable } from "@/lib/errors";
import { formatMoney } from "@/lib/money";
import { requireBillingRole } from "../access/require-billing-role";
import type { CreditInvoiceInput } from "../change/admin-input";
import { stripeBudget } from "../stripe/stripe";

/**
 * Gives back all or a part of an invoice by a credit note at Stripe: to the card, to the customer's balance, or by making an
 * open invoice smaller. A credit note and not a bare refund, because revenue and tax have to be corrected with the money. The
 * caller syncs our rows. The same `attempt` gives back once.
 *
 * @returns the credit note's ID.
 * @throws GatehouseError `not_found` for another organization's invoice; `invalid_input` on `amount` for more than is left;
 * `conflict` when the invoice isn't in a state for it; `unavailable` when Stripe is down.
 */
export async function creditInvoice(
  ctx: TenantContext,
  { invoiceId, amount, to, creditReason, reason, attempt }: CreditInvoiceInput,
): Promise<{ creditNoteId: string }> {
  await requireBillingRole(ctx);
  const known = await lockedInvoice(ctx, invoiceId);
  const budget = stripeBudget();
  const invoice = await budget.call((stripe) => stripe.invoices.retrieve(invoiceId));
  requireLeft(invoice, creditable(invoice, known, to), amount);
  const { id, number } = await budget.call((stripe) =>
    stripe.creditNotes.create(
      { invoice: invoiceId, amount, reason: creditReason, ...destination(to, amount) },
      { idempotencyKey: `credit-note-${ctx.organizationId}-${attempt}` },
    ),
  );
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "admin.invoice_credited",
    subject: invoiceId,
    details: { creditNote: id, number, amount, currency: invoice.currency, to, creditReason, reason },
  });
  return { creditNoteId: id };
}

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
function creditable(invoice: Stripe.Invoice, { amountRefunded }: Known, to: CreditInvoiceInput["to"]): number {
  const wanted = to === "amount_due" ? "open" : "paid";
  if (invoice.status !== wanted) {
    throw conflict(`This invoice is ${invoice.status ?? "a draft"}, not ${wanted}. Reload the page.`, {
      reason: "invoice_status",
    });
  }
  if (to === "amount_due") return invoice.amount_remaining;
  const credited = invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount;
  const left = invoice.total - credited;
  // A person may have refunded the payment in Stripe without a credit note.
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

import type { InvoiceMirror } from "../mirror/invoice-mirror";

export type PaymentNews =
  | { kind: "succeeded"; invoice: InvoiceMirror }
  | { kind: "failed"; invoice: InvoiceMirror; attempt: number };

/** What is older than this when it is first seen is history (a database restored, a customer taken over), not news. */
const newsDays = 7;
/** E-mails go out on the first, second and third failure. */
const failuresTold = 3;

/**
 * Payments that came or failed since invoices were last looked at.
 *
 * @param before what was known then, by the invoice's id.
 * @param pendingInvoiceUrl of the invoice that a change waits for. Nobody owes it: who declines to pay it keeps what they
 *   have, and the page they asked for the change on says so.
 */
export function paymentNews(
  before: ReadonlyMap<string, Pick<InvoiceMirror, "status" | "attemptCount">>,
  after: readonly InvoiceMirror[],
  now: Date,
  pendingInvoiceUrl: string | null,
): PaymentNews[] {
  const since = new Date(now.getTime() - newsDays * 24 * 60 * 60 * 1000);
  return after.flatMap((invoice): PaymentNews[] => {
    const known = before.get(invoice.stripeInvoiceId);
    if (invoice.status === "paid") return paid(invoice, known?.status, since);
    if (pendingInvoiceUrl !== null && invoice.hostedInvoiceUrl === pendingInvoiceUrl) return [];
    return failed(invoice, known?.attemptCount ?? 0, since);
  });
}

function paid(invoice: InvoiceMirror, knownAs: InvoiceMirror["status"] | undefined, since: Date): PaymentNews[] {
  const old = (invoice.paidAt ?? invoice.createdAt) < since;
  if (knownAs === "paid" || invoice.amountPaid === 0 || old) return [];
  return [{ kind: "succeeded", invoice }];
}

/** A first payment that fails is shown on the checkout page, where the customer still is. */
function failed(invoice: InvoiceMirror, knownAttempts: number, since: Date): PaymentNews[] {
  const { attemptCount: attempt } = invoice;
  const firstPurchase = invoice.billingReason === "subscription_create";
  const old = knownAttempts === 0 && invoice.createdAt < since;
  if (invoice.status !== "open" || firstPurchase || old) return [];
  return attempt > knownAttempts && attempt <= failuresTold ? [{ kind: "failed", invoice, attempt }] : [];
}

import "server-only";
import { and, asc, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { invoices, organizations, subscriptions } from "@/db/schema";
import { raiseAlert } from "@/lib/alerts";
import { catalog } from "@/lib/catalog";
import { type Context, inTenant } from "@/lib/context";
import { formatUtcDate } from "@/lib/dates";
import { overdueUntil } from "@/lib/entitlements";
import { env } from "@/lib/env";
import { grouped } from "@/lib/grouped";
import { formatMoney } from "@/lib/money";
import { mailBilling } from "../notify/mail-billing";
import { type DueStage, dueStage, isAlerted } from "./due-stage";
import { isOfNoPendingChange } from "./open-invoice";

/**
 * Notifies customers who pay by invoice that one is due soon or overdue, and the platform admins of one that is late for
 * longer. Nothing happens at Stripe then, so a job looks at the clock. Each notice is sent once for its invoice; an email names
 * everything that is open.
 *
 * @returns how many organizations have an open invoice that was sent.
 */
export async function sendInvoiceNotices(ctx: Context): Promise<number> {
  const byOrganization = grouped(await openInvoices(ctx), ({ organizationId }) => organizationId);
  for (const open of byOrganization.values()) {
    for (const [key, due] of grouped(staged(open, ctx.now), ({ at }) => at.key)) await mailDue(ctx, key, due, open);
    for (const invoice of open.filter((each) => isAlerted(each, ctx.now))) await alertOverdue(ctx, invoice, open);
  }
  return byOrganization.size;
}

type Sent = Awaited<ReturnType<typeof openInvoices>>[number];
type Staged = Sent & { at: DueStage };

const staged = (open: readonly Sent[], now: Date): Staged[] =>
  open.flatMap((invoice) => {
    const at = dueStage(invoice, now);
    return at ? [{ ...invoice, at }] : [];
  });

/** The oldest first. */
async function openInvoices({ tx }: Context) {
  const rows = await tx
    .select({ invoice: invoices, organization: organizations.name, subscription: subscriptions })
    .from(invoices)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, invoices.organizationId))
    .innerJoin(organizations, eq(organizations.id, invoices.organizationId))
    .where(
      and(
        eq(invoices.status, "open"),
        eq(invoices.collectionMethod, "send_invoice"),
        isNotNull(invoices.dueAt),
        gt(invoices.amountRemaining, 0),
        isNull(subscriptions.customerDeletedAt),
        isOfNoPendingChange,
      ),
    )
    .orderBy(asc(invoices.dueAt), asc(invoices.stripeInvoiceId));
  return rows.flatMap(({ invoice, organization, subscription }) => {
    const { dueAt } = invoice;
    if (dueAt === null) return [];
    const counts = invoice.stripeSubscriptionId === subscription.stripeSubscriptionId;
    const readOnlyAt = counts ? overdueUntil(subscription, catalog.payment) : null;
    return [{ ...invoice, dueAt, organization, readOnlyAt }];
  });
}

async function mailDue(ctx: Context, key: string, due: readonly Staged[], open: readonly Sent[]): Promise<void> {
  const [first] = due;
  if (!first) return;
  const { organizationId, organization, readOnlyAt, hostedInvoiceUrl } = first;
  const billingUrl = `${env.APP_URL}/billing`;
  const named = [first, ...open.filter(({ stripeInvoiceId }) => stripeInvoiceId !== first.stripeInvoiceId)];
  await mailBilling(inTenant(ctx, organizationId), {
    template: "invoice-due",
    key: `invoice-due:${key}:${first.stripeInvoiceId}`,
    props: {
      organization,
      stage: first.at.stage,
      invoices: named.map((invoice) => ({
        number: invoice.number,
        amount: amountOf(invoice),
        dueAt: invoice.dueAt.toISOString(),
        overdue: invoice.dueAt <= ctx.now,
      })),
      total: totalOf(open),
      readOnlyAt: readOnlyAt?.toISOString() ?? null,
      payUrl: hostedInvoiceUrl ?? billingUrl,
      billingUrl,
    },
  });
}

async function alertOverdue(ctx: Context, invoice: Sent, open: readonly Sent[]): Promise<void> {
  const { organizationId, organization, stripeInvoiceId, number, dueAt, readOnlyAt } = invoice;
  const total = totalOf(open.filter((each) => each.dueAt <= ctx.now));
  const end = readOnlyAt && `The organization ${readOnlyAt > ctx.now ? "becomes" : "has been"} read-only`;
  await raiseAlert(ctx, {
    kind: "invoice_overdue",
    dedupeKey: stripeInvoiceId,
    organizationId,
    title: `${organization}: ${number ? `invoice ${number}` : "an invoice"} for ${amountOf(invoice)} is overdue`,
    text: [
      `It was due on ${formatUtcDate(dueAt)}, and we emailed the customer.`,
      ...(total ? [`Overdue in total: ${total}.`] : []),
      ...(end && readOnlyAt ? [`${end} ${readOnlyAt > ctx.now ? "on" : "since"} ${formatUtcDate(readOnlyAt)}.`] : []),
      "Contact them, or mark the invoice as paid in Stripe if the money has arrived.",
    ].join(" "),
    path: `/admin/organizations/${organizationId}`,
  });
}

const amountOf = ({ amountRemaining: amount, currency }: Sent): string => formatMoney({ amount, currency });

/** Null for a single invoice, or several currencies. */
function totalOf(open: readonly Sent[]): string | null {
  const [first] = open;
  if (!first || open.length === 1 || open.some(({ currency }) => currency !== first.currency)) return null;
  const amount = open.reduce((sum, { amountRemaining }) => sum + amountRemaining, 0);
  return formatMoney({ amount, currency: first.currency });
}

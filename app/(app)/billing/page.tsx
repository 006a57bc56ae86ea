import type { Metadata } from "next";
import { BillingView } from "@/components/billing/billing-view";
import { noticeOf } from "@/components/billing/notices";
import { purchaseBlocker } from "@/components/billing/purchase-blocker";
import { type BillingQuery, billingQuerySchema, invoiceLinks } from "@/components/billing/query";
import { billingRoles, billingSummary, currencyChoice, invoicesPage, openInvoice, openInvoices } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import { type Member, memberPage } from "@/lib/tenancy";
import { liveUsage } from "@/lib/usage";

export const metadata: Metadata = { title: "Billing" };

export default async function BillingPage({ searchParams }: PageProps<"/billing">) {
  const query = billingQuerySchema.parse(await searchParams);
  return <BillingView {...(await memberPage({ onboarding: true }, (member) => readBilling(member, query)))} />;
}

async function readBilling(member: Member, query: BillingQuery) {
  const maySeeInvoices = billingRoles.some((role) => role === member.role);
  const [summary, currencies, usage, invoices, open] = await Promise.all([
    billingSummary(member),
    currencyChoice(member),
    liveUsage(member),
    maySeeInvoices ? invoicesPage(member, { limit: 12, cursor: query.invoices }) : null,
    maySeeInvoices ? openInvoices(member) : [],
  ]);
  const blocker = purchaseBlocker({ maySeeInvoices, ...member.session });
  const owes = summary.status === "unpaid" || summary.status === "past_due";
  const owed = maySeeInvoices && owes ? await openInvoice(member) : null;
  const notice = noticeOf({ summary, open, owed, arrival: query, now: member.now });
  const list = invoices && { data: invoices.data, ...invoiceLinks(query, invoices.nextCursor) };
  return { catalog, now: member.now, summary, currencies, usage, invoices: list, notice, blocker, requested: query };
}

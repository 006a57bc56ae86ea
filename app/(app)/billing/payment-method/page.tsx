import type { Metadata } from "next";
import { PaymentMethodView } from "@/components/billing/payment/payment-method-view";
import { billingRoles, billingSummary, openInvoice } from "@/lib/billing";
import { memberPage } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Payment method" };

export default async function PaymentMethodPage() {
  const view = await memberPage({ roles: billingRoles, onboarding: true }, async (member) => ({
    summary: await billingSummary(member),
    owed: await openInvoice(member),
    now: member.now,
  }));
  return <PaymentMethodView {...view} />;
}

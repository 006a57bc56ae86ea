import { catalog } from "@/lib/catalog";
import type { EmailTemplate, TemplateProps } from "./templates";

type Sample<Name extends EmailTemplate> = { readonly [variant: string]: TemplateProps<Name> };

/** Sample props for every email in each of its variants: for the preview page and the tests. */
export function emailSamples(appUrl: string): { readonly [Name in EmailTemplate]: Sample<Name> } {
  const at = (path: string) => new URL(path, appUrl).toString();
  const organization = "Copper Ridge Tooling";
  const billingUrl = at("/billing");
  const cardUrl = at("/billing/payment-method");
  const dashboardUrl = at("/dashboard");
  const moment = "2026-12-05T10:00:00.000Z";
  const failed = {
    organization,
    amount: "$199.00",
    attempt: 1,
    issue: "declined" as const,
    nextAttemptAt: "2026-12-08T10:00:00.000Z",
    payUrl: "https://invoice.stripe.com/i/acct_1/test_1",
    cardUrl,
  };
  const limit = {
    organization,
    meter: "Work orders",
    step: "soft" as const,
    used: 5000,
    limit: 5000,
    hardLimit: 5500,
    refused: null,
    graceEndsAt: moment,
    billingUrl,
  };
  const usedAt = (part: number) => Math.round(limit.limit * part);
  const paid = {
    organization,
    amount: "$199.00",
    number: "COPPER-0007",
    invoiceUrl: "https://invoice.stripe.com/i/acct_1/test_1",
    pdfUrl: "https://invoice.stripe.com/i/acct_1/test_1/pdf",
  };
  const receipt = {
    ...paid,
    amount: "$220.32",
    paidAt: "2026-11-30T10:00:00.000Z",
    card: { brand: "visa", last4: "4242" },
    lines: [
      { description: "1 × Professional (at $199.00 / month)", period: "Nov 30 – Dec 30, 2026 UTC", amount: "$199.00" },
      { description: "1 × Extra user (at $5.00 / month)", period: "Nov 30 – Dec 30, 2026 UTC", amount: "$5.00" },
    ],
    hasMoreLines: false,
    sums: [
      { label: "Subtotal", amount: "$204.00" },
      { label: "Tax", amount: "$16.32" },
    ],
  };
  const due = {
    organization,
    stage: "overdue" as const,
    invoices: [{ number: "COPPER-0007", amount: "$199.00", dueAt: moment, overdue: true }],
    total: null,
    readOnlyAt: "2027-01-04T10:00:00.000Z",
    payUrl: paid.invoiceUrl,
    billingUrl,
  };
  const ending = { organization, plan: "Professional", daysLeft: 7, trialEndsAt: moment, billingUrl };
  return {
    "monthly-summary": {
      "after a month": {
        organization,
        month: "Oct 2026",
        plan: "Team",
        facts: [
          { label: "Work orders", value: "1,240 work orders" },
          { label: "Invoiced", value: "$199.00" },
        ],
        statementUrl: at("/billing/statement?month=2026-10"),
      },
    },
    "month-report": {
      default: {
        month: "Nov 2026",
        mrr: "$41,943.10",
        change: "+$1,204.00",
        growth: "3%",
        facts: [
          { label: "MRR at the start", value: "$40,739.10" },
          { label: "New", value: "+$1,592.00" },
          { label: "Churn", value: "−$388.00" },
          { label: "MRR at the end", value: "$41,943.10" },
          { label: "Net revenue retention", value: "101%" },
          { label: "Customer churn", value: "2%" },
          { label: organization, value: "+$199.00" },
        ],
        url: at("/admin/reports/2026-11"),
      },
      "first month": {
        month: "Nov 2026",
        mrr: "$199.00",
        change: "+$199.00",
        growth: null,
        facts: [{ label: "MRR at the end", value: "$199.00" }],
        url: at("/admin/reports/2026-11"),
      },
    },
    verify: { default: { url: at("/verify?token=abc_DEF-123") } },
    "verify-reminder": {
      soon: { organization, url: at("/verify?token=abc_DEF-123"), verifyBy: moment, onHold: false },
      "on hold": { organization, url: at("/verify?token=abc_DEF-123"), verifyBy: moment, onHold: true },
    },
    reset: { default: { url: at("/reset?token=abc_DEF-123") } },
    "password-changed": { default: { resetUrl: at("/reset") } },
    "two-factor-changed": {
      default: {
        change: "An authenticator app was added to your account.",
        settingsUrl: at("/settings"),
        resetUrl: at("/reset"),
      },
    },
    "linked-account-changed": {
      default: {
        change: "The Google account dana@copper-ridge.example was linked to your account. You can now sign in with it.",
        settingsUrl: at("/settings"),
        resetUrl: at("/reset"),
      },
    },
    "email-code": { default: { code: "493027", purpose: "confirm it's you" } },
    "recovery-code-used": {
      default: { left: 9, settingsUrl: at("/settings"), resetUrl: at("/reset") },
      last: { left: 0, settingsUrl: at("/settings"), resetUrl: at("/reset") },
    },
    "wrong-codes": { default: { resetUrl: at("/reset") } },
    "single-sign-on-required": { default: { organization, signInUrl: at("/single-sign-on") } },
    "new-device": {
      default: {
        device: "Chrome on Windows",
        at: moment,
        address: "203.0.113.7",
        sessionsUrl: at("/settings"),
        resetUrl: at("/reset"),
      },
    },
    "email-change-current": { default: { url: at("/email-change?token=abc_DEF-123"), newEmail: "grace@new.example" } },
    "email-change-new": { default: { url: at("/email-change?token=abc_DEF-123"), currentEmail: "grace@old.example" } },
    "email-changed": { default: { newEmail: "grace@new.example" } },
    "account-deleted": { default: { signUpUrl: at("/sign-up") } },
    "already-registered": { default: { signInUrl: at("/sign-in"), resetUrl: at("/reset") } },
    invitation: {
      default: {
        url: at("/invite/abc_DEF-123"),
        organization,
        invitedBy: "Ada Lovelace (ada@example.com)",
        role: "Admin",
      },
    },
    "invitation-withdrawn": {
      default: { organization, invited: "grace@copperridge.example", teamUrl: at("/team") },
    },
    welcome: { default: { organization, trialEndsAt: moment, dashboardUrl } },
    "trial-refused": { default: { organization, domain: "copperridge.example", billingUrl } },
    "trial-ending": { "7 days": ending, "3 days": { ...ending, daysLeft: 3 }, "1 day": { ...ending, daysLeft: 1 } },
    "trial-ended": {
      default: { organization, plan: "Professional", fallbackPlan: null, billingUrl },
      "free plan": { organization, plan: "Professional", fallbackPlan: "Free", billingUrl },
    },
    "trial-extended": { default: { organization, days: 7, trialEndsAt: moment, dashboardUrl } },
    "payment-succeeded": {
      default: receipt,
      "no tax": { ...receipt, amount: "$204.00", sums: [] },
      "no number": { ...paid, number: null, pdfUrl: null },
    },
    "payment-failed": {
      first: failed,
      second: { ...failed, attempt: 2 },
      third: { ...failed, attempt: 3, nextAttemptAt: null },
      "3D Secure": { ...failed, issue: "confirmation_needed", nextAttemptAt: null },
      "hard decline": { ...failed, issue: "card_must_change" },
    },
    "payment-refunded": {
      default: { organization, amount: "$100.00", number: "COPPER-0007", invoiceUrl: paid.invoiceUrl },
      "no invoice": { organization, amount: "$100.00", number: null, invoiceUrl: billingUrl },
    },
    "invoice-due": {
      "due soon": {
        ...due,
        stage: "due_soon",
        invoices: due.invoices.map((each) => ({ ...each, overdue: false })),
        readOnlyAt: null,
      },
      overdue: due,
      "several overdue": {
        ...due,
        invoices: [
          ...due.invoices,
          { number: null, amount: "$49.00", dueAt: "2026-12-20T10:00:00.000Z", overdue: false },
        ],
        total: "$248.00",
      },
      "before read-only": { ...due, stage: "last" },
      "read-only": { ...due, stage: "read_only" },
    },
    "card-expiring": {
      "30 days": { organization, card: "Visa ending in 4242", expires: "12/2026", daysLeft: 30, cardUrl },
      "7 days": { organization, card: "Visa ending in 4242", expires: "12/2026", daysLeft: 7, cardUrl },
    },
    "plan-upgraded": {
      default: { organization, from: "Starter", to: "Professional", price: "$199.00 a month", billingUrl },
    },
    "downgrade-scheduled": {
      default: { organization, from: "Professional", to: "Starter", at: moment, billingUrl },
    },
    "subscription-canceled": {
      scheduled: { organization, plan: "Professional", endsAt: moment, ended: false, billingUrl },
      ended: { organization, plan: "Professional", endsAt: moment, ended: true, billingUrl },
    },
    "subscription-resumed": { default: { organization, plan: "Professional", renewsAt: moment, billingUrl } },
    "limit-reached": {
      warning: { ...limit, step: "warning", used: usedAt(catalog.thresholds.warning), graceEndsAt: null },
      critical: { ...limit, step: "critical", used: usedAt(catalog.thresholds.critical), graceEndsAt: null },
      "soft limit": limit,
      "soft limit with overage": { ...limit, hardLimit: null, graceEndsAt: null },
      refused: { ...limit, step: "refused", used: 5499, refused: 2 },
      "hard limit": { ...limit, step: "hard", used: usedAt(catalog.thresholds.hard) },
    },
    notice: {
      default: {
        organization,
        title: "Stock of Steel bar fell below 200 kg",
        text: "It was 240 kg yesterday.",
        facts: [{ label: "Steel bar", value: "180 kg" }],
        action: "View stock",
        url: dashboardUrl,
        note: `You're receiving this because you're an owner or admin of ${organization}.`,
      },
    },
    alert: {
      default: {
        title: "Reconciliation found 2 mismatches",
        text: "2 subscriptions didn't match Stripe. Both were repaired.",
        url: at("/admin"),
      },
    },
    suspended: { default: { organization, billingUrl } },
    reactivated: { default: { organization, dashboardUrl } },
    "organization-deleted": {
      default: { organization, signUpUrl: at("/sign-up") },
      scheduled: { organization, signUpUrl: at("/sign-up"), byOwner: false },
    },
    "deletion-scheduled": { default: { organization, at: moment, exportUrl: at("/settings") } },
    "deletion-called-off": { default: { organization, dashboardUrl } },
    "support-received": { default: { reference: "R-4F2A9C1B", supportUrl: at("/support") } },
    "support-reply": {
      default: {
        reference: "R-4F2A9C1B",
        paragraphs: ["Yes: invite them under Team.", "A seat costs $5.00 a month, prorated from today."],
        supportUrl: at("/support"),
      },
    },
    "support-waiting": { default: { topic: "Billing", url: at("/admin/support") } },
  };
}

import { z } from "zod";

const url = z.url();
const text = z.string();
const moment = z.iso.datetime();
const organization = { organization: text };

/** Every email Gatehouse sends, with its props. The text is in `lib/email/messages`. */
export const templateProps = {
  /** Amounts and ratios as text. `growth`: null without revenue at the start. */
  "month-report": z.strictObject({
    month: text,
    mrr: text,
    change: text,
    growth: text.nullable(),
    facts: z.array(z.strictObject({ label: text, value: text })),
    url,
  }),
  /** Amounts and counts as text. */
  "monthly-summary": z.strictObject({
    ...organization,
    month: text,
    plan: text,
    facts: z.array(z.strictObject({ label: text, value: text })),
    statementUrl: url,
  }),
  verify: z.strictObject({ url }),
  /** `onHold`: the trial is on hold already, rather than from `verifyBy`. */
  "verify-reminder": z.strictObject({ ...organization, url, verifyBy: moment, onHold: z.boolean() }),
  reset: z.strictObject({ url }),
  "password-changed": z.strictObject({ resetUrl: url }),
  /** `change` is a sentence. */
  "two-factor-changed": z.strictObject({ change: text, settingsUrl: url, resetUrl: url }),
  /** `change` is a sentence. */
  "linked-account-changed": z.strictObject({ change: text, settingsUrl: url, resetUrl: url }),
  /** `purpose` completes "Enter this code to …". */
  "email-code": z.strictObject({ code: text, purpose: text }),
  "recovery-code-used": z.strictObject({ left: z.int(), settingsUrl: url, resetUrl: url }),
  "wrong-codes": z.strictObject({ resetUrl: url }),
  "single-sign-on-required": z.strictObject({ ...organization, signInUrl: url }),
  "new-device": z.strictObject({ device: text, at: moment, address: text.nullable(), sessionsUrl: url, resetUrl: url }),
  "email-change-current": z.strictObject({ url, newEmail: text }),
  "email-change-new": z.strictObject({ url, currentEmail: text }),
  "email-changed": z.strictObject({ newEmail: text }),
  "account-deleted": z.strictObject({ signUpUrl: url }),
  "already-registered": z.strictObject({ signInUrl: url, resetUrl: url }),
  invitation: z.strictObject({ url, ...organization, invitedBy: text, role: text }),
  "invitation-withdrawn": z.strictObject({ ...organization, invited: text, teamUrl: url }),
  welcome: z.strictObject({ ...organization, trialEndsAt: moment, dashboardUrl: url }),
  "trial-refused": z.strictObject({ ...organization, domain: text, billingUrl: url }),
  "trial-ending": z.strictObject({
    ...organization,
    plan: text,
    daysLeft: z.int(),
    trialEndsAt: moment,
    billingUrl: url,
  }),
  /** `fallbackPlan`: the free plan the organization is on now, if the catalog has one. */
  "trial-ended": z.strictObject({ ...organization, plan: text, fallbackPlan: text.nullable(), billingUrl: url }),
  "trial-extended": z.strictObject({ ...organization, days: z.int(), trialEndsAt: moment, dashboardUrl: url }),
  "payment-succeeded": z.strictObject({
    ...organization,
    amount: text,
    number: text.nullable(),
    invoiceUrl: url,
    pdfUrl: url.nullable(),
    // An earlier release left these out.
    paidAt: moment.nullable().optional(),
    card: z.strictObject({ brand: text, last4: text }).nullable().optional(),
    lines: z.array(z.strictObject({ description: text, period: text, amount: text })).optional(),
    hasMoreLines: z.boolean().optional(),
    /** From the lines to the amount: subtotal, discount, tax, balance. */
    sums: z.array(z.strictObject({ label: text, amount: text })).optional(),
  }),
  "payment-failed": z.strictObject({
    ...organization,
    amount: text,
    attempt: z.int(),
    issue: z.enum(["declined", "card_must_change", "confirmation_needed"]),
    nextAttemptAt: moment.nullable(),
    payUrl: url,
    cardUrl: url,
  }),
  "payment-refunded": z.strictObject({ ...organization, amount: text, number: text.nullable(), invoiceUrl: url }),
  /**
   * Invoices that were sent to be paid, the one the email is about first. `due_soon`: a few days before its due date; `last`:
   * a few days before access becomes read-only, at `readOnlyAt`. `total` is null for a single invoice.
   */
  "invoice-due": z.strictObject({
    ...organization,
    stage: z.enum(["due_soon", "overdue", "last", "read_only"]),
    invoices: z
      .array(z.strictObject({ number: text.nullable(), amount: text, dueAt: moment, overdue: z.boolean() }))
      .min(1),
    total: text.nullable(),
    readOnlyAt: moment.nullable(),
    payUrl: url,
    billingUrl: url,
  }),
  "card-expiring": z.strictObject({ ...organization, card: text, expires: text, daysLeft: z.int(), cardUrl: url }),
  "plan-upgraded": z.strictObject({ ...organization, from: text, to: text, price: text, billingUrl: url }),
  "downgrade-scheduled": z.strictObject({ ...organization, from: text, to: text, at: moment, billingUrl: url }),
  /** `ended` is false while the plan still runs until `endsAt`. */
  "subscription-canceled": z.strictObject({
    ...organization,
    plan: text,
    endsAt: moment,
    ended: z.boolean(),
    billingUrl: url,
  }),
  "subscription-resumed": z.strictObject({
    ...organization,
    plan: text,
    renewsAt: moment.nullable(),
    billingUrl: url,
  }),
  "limit-reached": z.strictObject({
    ...organization,
    meter: text,
    step: z.enum(["warning", "critical", "soft", "refused", "hard"]),
    used: z.number(),
    limit: z.number(),
    /** Null if overage is sold. An earlier release left it out. */
    hardLimit: z.number().nullable().optional(),
    refused: z.number().nullable().optional(),
    graceEndsAt: moment.nullable(),
    billingUrl: url,
  }),
  suspended: z.strictObject({ ...organization, billingUrl: url }),
  reactivated: z.strictObject({ ...organization, dashboardUrl: url }),
  /** `byOwner` is false when a platform admin scheduled it. */
  "organization-deleted": z.strictObject({ ...organization, signUpUrl: url, byOwner: z.boolean().optional() }),
  "deletion-scheduled": z.strictObject({ ...organization, at: moment, exportUrl: url }),
  "deletion-called-off": z.strictObject({ ...organization, dashboardUrl: url }),
  /** What a product watches for a customer. `note` says why the reader gets it. */
  notice: z.strictObject({
    ...organization,
    title: text,
    text,
    facts: z.array(z.strictObject({ label: text, value: text })),
    action: text,
    url,
    note: text,
  }),
  alert: z.strictObject({ title: text, text, url }),
  /** To the person who wrote, at an address that may be a stranger's, so it has nothing they wrote. */
  "support-received": z.strictObject({ reference: text, supportUrl: url }),
  "support-reply": z.strictObject({ reference: text, paragraphs: z.array(text).min(1), supportUrl: url }),
  /** To platform admins. */
  "support-waiting": z.strictObject({ topic: text, url }),
} as const;

export type EmailTemplate = keyof typeof templateProps;
export type TemplateProps<Name extends EmailTemplate> = z.infer<(typeof templateProps)[Name]>;

/** Their link signs in. The token is stored as a hash elsewhere, so a copy of the outbox must not reveal it either. */
export const holdsSignInLink: ReadonlySet<string> = new Set<EmailTemplate>([
  "verify",
  "reset",
  "invitation",
  "email-change-current",
  "email-change-new",
]);

export const isTemplate = (name: string): name is EmailTemplate => Object.hasOwn(templateProps, name);

/** The cast: a template's schema yields its props, but TypeScript can't correlate the two indexes. */
export function parseProps<Name extends EmailTemplate>(template: Name, props: unknown): TemplateProps<Name> {
  return templateProps[template].parse(props) as TemplateProps<Name>;
}

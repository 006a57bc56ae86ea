import { z } from "zod";
import { cancelReasons } from "@/db/schema/billing";
import { changePlanSchema, previewSchema } from "./input";

/** Why a platform admin acts, for the audit log. */
export const adminReason = z.string().trim().min(3, "Enter a reason for the audit log.").max(500);

/** What platform admins preview for a customer: a plan and an interval. */
export const adminPreviewSchema = previewSchema.pick({ plan: true, interval: true });

export const adminChangePlanSchema = changePlanSchema.extend({
  /** From the preview: what takes effect at the period's end is a downgrade. */
  direction: z.enum(["up", "down"]),
  reason: adminReason,
});
export type AdminChangePlanInput = z.infer<typeof adminChangePlanSchema>;

export const complimentaryPlanSchema = z.strictObject({
  plan: z.string().min(1, "Choose a plan.").max(100),
  /** Null for no end. */
  months: z.int().min(1, "Use at least 1 month.").max(60, "Use at most 60 months.").nullable(),
  reason: adminReason,
});
export type ComplimentaryPlanInput = z.infer<typeof complimentaryPlanSchema>;

export const adminCancelSchema = z.strictObject({
  when: z.enum(["period_end", "now"]),
  /** Why the customer is leaving, as the churn reports group it. */
  feedback: z.enum(cancelReasons),
  /** Confirms that a change arranged for this customer in Stripe is discarded too. */
  discardScheduled: z.boolean().optional(),
  reason: adminReason,
});
export type AdminCancelInput = z.infer<typeof adminCancelSchema>;

/** Stripe's own reasons for a credit note. */
export const creditReasons = ["duplicate", "fraudulent", "order_change", "product_unsatisfactory"] as const;

export const creditInvoiceSchema = z.strictObject({
  invoiceId: z.string().min(1).max(255),
  /** Minor units of the invoice's currency, tax included. */
  amount: z.int("Enter an amount.").min(1, "Enter an amount."),
  /** Of a paid invoice: back to the card, or to the balance that later invoices use. An open one becomes smaller. */
  to: z.enum(["card", "balance", "amount_due"]),
  creditReason: z.enum(creditReasons),
  reason: adminReason,
  /** Names this attempt, so that a repeated click or request gives back once. */
  attempt: z.uuid(),
});
export type CreditInvoiceInput = z.infer<typeof creditInvoiceSchema>;

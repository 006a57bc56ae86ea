import { z } from "zod";
import { cancelReasons } from "@/db/schema/billing";
import { maxAddOnQuantity } from "./line-items";

const plan = z.string().max(100);
const interval = z.enum(["month", "year"]);
/** From a preview: the change then costs what the preview showed. */
const quote = z.string().max(100).optional();

const currency = z
  .string()
  .regex(/^[a-z]{3}$/, "Use a currency code such as usd.")
  .optional();

/** The browser names plan, interval and, if there is a choice, currency. The server finds the price and the customer. */
export const checkoutSchema = z.strictObject({ plan, interval, currency });
export type CheckoutInput = z.infer<typeof checkoutSchema>;

/** The quantity of each add-on. Add-ons that are left out keep theirs. */
const addOnsSchema = z.record(z.string().max(100), z.int().min(0).max(maxAddOnQuantity));

export const previewSchema = z.strictObject({
  plan: plan.optional(),
  interval: interval.optional(),
  addOns: addOnsSchema.optional(),
});
export type PreviewInput = z.infer<typeof previewSchema>;

export const changePlanSchema = z.strictObject({ plan, interval: interval.optional(), quote });
export type ChangePlanInput = z.infer<typeof changePlanSchema>;

export const changeAddOnsSchema = z.strictObject({
  addOns: addOnsSchema.refine((addOns) => Object.keys(addOns).length > 0, "name at least one add-on"),
  quote,
});
export type ChangeAddOnsInput = z.infer<typeof changeAddOnsSchema>;

export const redeemCodeSchema = z.strictObject({
  code: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "Use letters and numbers only."),
});
export type RedeemCodeInput = z.infer<typeof redeemCodeSchema>;

/** Line breaks are fine. PostgreSQL can't store NUL or lone surrogates, and Stripe gets the comment first. */
const paragraphs = z
  .string()
  .trim()
  .max(500)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, "Remove control characters.");

export const cancelSchema = z.strictObject({
  reason: z.enum(cancelReasons),
  comment: paragraphs.optional(),
  /** Confirms that a change arranged for this customer in Stripe is discarded too. */
  discardScheduled: z.boolean().optional(),
});
export type CancelInput = z.infer<typeof cancelSchema>;

export const invoicesQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
});

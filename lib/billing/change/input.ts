import { z } from "zod";
import { cancelReasons } from "@/db/schema/billing";

const plan = z.string().max(100);
const interval = z.enum(["month", "year"]);
/** From the preview: what it said is what is charged. */
const quote = z.string().max(100).optional();

/** All that the browser says: what it costs and for whom is found here. */
export const checkoutSchema = z.strictObject({ plan, interval });
export type CheckoutInput = z.infer<typeof checkoutSchema>;

/** How many of each add-on there shall be; those left out stay as they are. */
const addOnsSchema = z.record(z.string().max(100), z.int().min(0).max(10_000));

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
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "Letters and numbers only."),
});
export type RedeemCodeInput = z.infer<typeof redeemCodeSchema>;

/** Paragraphs, but nothing PostgreSQL cannot store: what Stripe has taken by then, our side must be able to keep. */
const paragraphs = z
  .string()
  .trim()
  .max(500)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, "Leave out control characters.");

export const cancelSchema = z.strictObject({
  reason: z.enum(cancelReasons),
  comment: paragraphs.optional(),
});
export type CancelInput = z.infer<typeof cancelSchema>;

export const invoicesQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
});

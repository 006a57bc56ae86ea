import { z } from "zod";
import { lineSchema } from "@/lib/auth/input";

const unit = z.string().min(1).max(64);

/** Credits that an admin gives: units of a counter, or minor units of the organization's currency. */
export const giveCreditsSchema = z.strictObject({
  /** A counter of the catalog, or a currency (`usd`) for money. */
  unit,
  amount: z.int().min(1).max(1_000_000_000),
  /** Customers see it on their usage page. */
  reason: lineSchema(200, "Enter a reason. The customer can see it."),
  /** When it ends. Never if left out. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  /** Made by the form, so that a repeated submission gives nothing twice. */
  requestId: z.uuid(),
});
export type GiveCreditsInput = z.infer<typeof giveCreditsSchema>;

export const takeCreditsSchema = z.strictObject({
  grantId: z.uuid(),
  reason: lineSchema(200, "Enter a reason."),
});
export type TakeCreditsInput = z.infer<typeof takeCreditsSchema>;

/** A page of the ledger. */
export const creditLedgerSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .meta({ description: "The `nextCursor` of the previous page." }),
  organization: z.string().min(1).max(255).optional(),
});

import "server-only";
import { z } from "zod";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { refuseImpersonation } from "../access/refuse-impersonation";
import { stripeBudget } from "../stripe/stripe";
import { openInvoice } from "./open-invoice";
import { payOwed } from "./pay-owed";

/** The amount the customer confirmed, in minor units. */
export const payUnpaidSchema = z.strictObject({ amount: z.int().positive(), currency: z.string().length(3) });

/**
 * Charges the card for everything an unpaid subscription owes, which makes it active again. It changes Stripe, not our tables:
 * the caller syncs afterwards (`asPayer`).
 *
 * @returns whether everything owed is paid now; false when the card was declined.
 * @throws GatehouseError `conflict` when another amount is owed by now, `unavailable` when Stripe is down.
 */
export async function payUnpaid(
  ctx: TenantContext,
  { amount, currency }: z.infer<typeof payUnpaidSchema>,
): Promise<{ paid: boolean }> {
  refuseImpersonation(ctx);
  const owed = await openInvoice(ctx);
  if (owed === null || owed.amount !== amount || owed.currency !== currency) {
    throw conflict("The amount you owe has changed. Reload this page to see it.");
  }
  const paid = await payOwed(ctx, stripeBudget());
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.owed_paid",
    details: { amount, currency, paid },
  });
  return { paid };
}

import "server-only";
import Stripe from "stripe";
import { z } from "zod";
import { recordAudit } from "@/lib/audit";
import { emailSchema } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { refuseImpersonation } from "../access/refuse-impersonation";
import { requireCustomer } from "../checkout/require-customer";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";
import { taxIdTypeKeys } from "./tax-id-types";

export const billingDetailsSchema = z.strictObject({
  email: emailSchema,
  /** Null removes the tax ID. Left out, it stays as it is. */
  taxId: z
    .strictObject({ type: z.enum(taxIdTypeKeys), value: z.string().trim().min(1, "Enter the tax ID.").max(50) })
    .nullable()
    .optional(),
});

export type BillingDetails = z.infer<typeof billingDetailsSchema>;

/**
 * The address that gets invoices and receipts, and the tax ID on invoices from now on. It changes Stripe, not our tables: the caller
 * syncs afterwards (`asPayer`).
 *
 * @throws GatehouseError `conflict` before the first purchase, `invalid_input` for a tax ID that Stripe refuses, `unavailable` when
 * Stripe is down.
 */
export async function saveBillingDetails(ctx: TenantContext, { email, taxId }: BillingDetails): Promise<void> {
  refuseImpersonation(ctx);
  const budget = stripeBudget();
  const customer = await requireCustomer(ctx, budget);
  if (taxId !== undefined) await replaceTaxId(budget, customer, taxId);
  await budget.call((stripe) => stripe.customers.update(customer, { email }));
  await recordAudit(ctx, { organizationId: ctx.organizationId, action: "billing.details_changed", subject: customer });
}

/** The new one first: if Stripe refuses it, the old one stays. */
async function replaceTaxId(budget: StripeBudget, customer: string, taxId: BillingDetails["taxId"]): Promise<void> {
  const { data: before } = await budget.call((stripe) => stripe.customers.listTaxIds(customer, { limit: 100 }));
  const kept = before.find(({ type, value }) => type === taxId?.type && value === taxId.value);
  if (taxId && !kept) {
    await budget
      .call((stripe) => stripe.customers.createTaxId(customer, { type: taxId.type, value: taxId.value }))
      .catch(explainRefusal);
  }
  for (const { id } of before.filter((each) => each !== kept)) {
    await budget.call((stripe) => stripe.customers.deleteTaxId(customer, id));
  }
}

function explainRefusal(error: unknown): never {
  if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "tax_id_invalid") {
    const message = "This isn't a valid tax ID of this type.";
    throw invalidInput(message, { errors: [{ field: "taxId.value", message }] });
  }
  throw error;
}

import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { retainedDocuments } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { retainedDocumentsOf } from "@/lib/retained-documents";
import { mirrorOf } from "../mirror/mirror";
import type { StripeBudget } from "../stripe/stripe";
import { readStripe } from "./read-stripe";

/**
 * After an organization was deleted, an invoice of it may still be paid, voided, credited or refunded at Stripe. Tax law wants that kept
 * with what was issued before, so the customer is read again and its documents are brought up to date. Runs in the platform role.
 *
 * @returns whether it is the customer of a deleted organization whose documents are kept.
 * @throws GatehouseError `unavailable` when Stripe is down.
 */
export async function retainLateDocuments(
  { tx, now }: Context,
  budget: () => StripeBudget,
  customerId: string,
): Promise<boolean> {
  const { organizationId, stripeCustomerId, organizationName, country, deletedAt } = retainedDocuments;
  const [buyer] = await tx
    .select({ organizationId, stripeCustomerId, organizationName, country, deletedAt })
    .from(retainedDocuments)
    .where(eq(stripeCustomerId, customerId))
    .orderBy(desc(retainedDocuments.issuedAt))
    .limit(1);
  if (!buyer) return false;
  const state = await readStripe(budget(), customerId, { now, isSettled: async () => false });
  const documents = retainedDocumentsOf(buyer, mirrorOf(catalog, state, now));
  if (documents.length === 0) return true;
  const sent = (column: string) => sql.raw(`excluded.${column}`);
  await tx
    .insert(retainedDocuments)
    .values(documents)
    .onConflictDoUpdate({
      target: [retainedDocuments.organizationId, retainedDocuments.stripeId],
      set: {
        number: sent("number"),
        status: sent("status"),
        total: sent("total"),
        tax: sent("tax"),
        amountPaid: sent("amount_paid"),
      },
    });
  return true;
}

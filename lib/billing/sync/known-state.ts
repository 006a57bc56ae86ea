import "server-only";
import { eq } from "drizzle-orm";
import { invoices, pendingChanges, retentionOffers, scheduledChanges, subscriptionItems, trials } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { type Booked, bookedMovements } from "./record-movements";

export type KnownItem = typeof subscriptionItems.$inferSelect;
export type KnownInvoice = typeof invoices.$inferSelect;

/** What the database had on an organization before a sync; items and invoices by their Stripe ids. */
export type KnownState = {
  trial: typeof trials.$inferSelect;
  items: ReadonlyMap<string, KnownItem>;
  scheduledChange: typeof scheduledChanges.$inferSelect | null;
  pendingChange: typeof pendingChanges.$inferSelect | null;
  retentionOffer: typeof retentionOffers.$inferSelect | null;
  invoices: ReadonlyMap<string, KnownInvoice>;
  movements: Booked;
};

/** Call this while the organization's row is locked. The queries are pipelined into one round trip. */
export async function readKnown(ctx: TenantContext): Promise<KnownState> {
  const { tx, organizationId } = ctx;
  const [[trial], items, [scheduled], [pending], [retention], ofInvoices, movements] = await Promise.all([
    tx.select().from(trials).where(eq(trials.organizationId, organizationId)),
    tx.select().from(subscriptionItems).where(eq(subscriptionItems.organizationId, organizationId)),
    tx.select().from(scheduledChanges).where(eq(scheduledChanges.organizationId, organizationId)),
    tx.select().from(pendingChanges).where(eq(pendingChanges.organizationId, organizationId)),
    tx.select().from(retentionOffers).where(eq(retentionOffers.organizationId, organizationId)),
    tx.select().from(invoices).where(eq(invoices.organizationId, organizationId)),
    bookedMovements(ctx),
  ]);
  return {
    trial: found(trial, "organization"),
    items: new Map(items.map((item) => [item.stripeItemId, item])),
    scheduledChange: scheduled ?? null,
    pendingChange: pending ?? null,
    retentionOffer: retention ?? null,
    invoices: new Map(ofInvoices.map((invoice) => [invoice.stripeInvoiceId, invoice])),
    movements,
  };
}

import "server-only";
import { eq } from "drizzle-orm";
import { invoices, subscriptionItems } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { type Booked, bookedMovements } from "./record-movements";

export type KnownItem = typeof subscriptionItems.$inferSelect;
export type KnownInvoice = typeof invoices.$inferSelect;

/** What the database said of an organization before a sync; items and invoices by their ids at Stripe. */
export type KnownState = {
  items: ReadonlyMap<string, KnownItem>;
  invoices: ReadonlyMap<string, KnownInvoice>;
  movements: Booked;
};

/** To be asked while the organization's row is locked. One way to the database and back. */
export async function readKnown(ctx: TenantContext): Promise<KnownState> {
  const { tx, organizationId } = ctx;
  const [items, ofInvoices, movements] = await Promise.all([
    tx.select().from(subscriptionItems).where(eq(subscriptionItems.organizationId, organizationId)),
    tx.select().from(invoices).where(eq(invoices.organizationId, organizationId)),
    bookedMovements(ctx),
  ]);
  return {
    items: new Map(items.map((item) => [item.stripeItemId, item])),
    invoices: new Map(ofInvoices.map((invoice) => [invoice.stripeInvoiceId, invoice])),
    movements,
  };
}

import type { Store } from "../store/store";
import type { PublicTables, Tables } from "../store/tables";

type Public = keyof PublicTables;

const publicTables = [
  "customer",
  "subscription",
  "invoice",
  "price",
  "product",
  "payment_method",
  "payment_intent",
  "charge",
  "setup_intent",
  "refund",
  "dispute",
  "subscription_schedule",
  "invoiceitem",
  "invoice_payment",
  "coupon",
  "promotion_code",
  "discount",
  "checkout_session",
  "portal_configuration",
  "portal_session",
  "meter",
  "webhook_endpoint",
  "event",
  "tax_rate",
  "tax_registration",
  "feature",
  "product_feature",
  "credit_note",
  "customer_balance_transaction",
  "mandate",
  "tax_id",
  "test_clock",
] as const satisfies readonly Public[];

/** The object of any type with this ID, for expanding references. */
export function findById(store: Store, id: string): Tables[Public] | Tables["tombstone"] | undefined {
  for (const table of publicTables) {
    const found = store.get(table, id);
    if (found) return found;
  }
  return store.get("tombstone", id);
}

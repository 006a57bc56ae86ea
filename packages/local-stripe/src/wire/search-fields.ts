/** How a field can be searched: by exact value, by substring, or by comparison. */
type FieldKind = "token" | "string" | "numeric";

export type Searchable =
  | "customers"
  | "subscriptions"
  | "invoices"
  | "prices"
  | "products"
  | "charges"
  | "payment_intents";

/** A field of the query language, and its path in the object if that differs from its name. */
export interface Field {
  kind: FieldKind;
  path?: readonly string[];
}

const token: Field = { kind: "token" };
const string: Field = { kind: "string" };
const numeric: Field = { kind: "numeric" };

/** The searchable fields documented at docs.stripe.com/search. */
export const searchFields: Record<Searchable, Record<string, Field>> = {
  customers: { created: numeric, email: string, metadata: token, name: string, phone: string },
  subscriptions: { canceled_at: numeric, created: numeric, metadata: token, status: token },
  invoices: {
    created: numeric,
    currency: token,
    customer: token,
    last_finalization_error_code: { kind: "token", path: ["last_finalization_error", "code"] },
    last_finalization_error_type: { kind: "token", path: ["last_finalization_error", "type"] },
    metadata: token,
    number: string,
    receipt_number: string,
    status: token,
    subscription: { kind: "token", path: ["parent", "subscription_details", "subscription"] },
    total: numeric,
  },
  prices: { active: token, currency: token, lookup_key: string, metadata: token, product: token, type: token },
  products: { active: token, description: string, metadata: token, name: string, shippable: token, url: string },
  charges: {
    amount: numeric,
    "billing_details.address.postal_code": token,
    created: numeric,
    currency: token,
    customer: token,
    disputed: token,
    metadata: token,
    "payment_method_details.card.brand": token,
    "payment_method_details.card.exp_month": token,
    "payment_method_details.card.exp_year": token,
    "payment_method_details.card.fingerprint": token,
    "payment_method_details.card.last4": token,
    refunded: token,
    status: token,
  },
  payment_intents: {
    amount: numeric,
    created: numeric,
    currency: token,
    customer: token,
    metadata: token,
    status: token,
  },
};

import type Stripe from "stripe";
import { addSource } from "../../billing/customers/add-card-source";
import { changeBalance } from "../../billing/customers/balance";
import { createCustomer } from "../../billing/customers/create-customer";
import { type LegacyDiscountInput, setCustomerDiscount } from "../../billing/customers/customer-discount";
import { deleteCustomer } from "../../billing/customers/delete-customer";
import { emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { searchResult } from "../../lookup/search-result";
import { address } from "../../objects/billing-details";
import { invoiceSettings, shipping } from "../../objects/customer-object";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { legacyDiscountParams } from "./customer-discounts";

type Customer = PublicTables["customer"];

export function customerRoutes(api: Api): void {
  api.post(
    "/v1/customers",
    params<Stripe.CustomerCreateParams & LegacyDiscountInput>(
      "Customers",
      "CustomerCreateParams",
      legacyDiscountParams,
    ),
    createCustomer,
  );
  api.get(
    "/v1/customers/search",
    params<Stripe.CustomerSearchParams>("Customers", "CustomerSearchParams"),
    (world, input) => searchResult(world.store.all("customer"), input, "customers"),
  );
  api.get("/v1/customers", params<Stripe.CustomerListParams>("Customers", "CustomerListParams"), (world, input) =>
    page(
      [...world.store.all("customer")].filter(
        (customer) =>
          // Customers on a test clock are only listed on request.
          (customer.test_clock ?? null) === (input.test_clock ?? null) &&
          matches(customer.email, input.email) &&
          inRange(customer.created, input.created),
      ),
      input,
      "/v1/customers",
    ),
  );
  api.get("/v1/customers/:id", onlyExpand, (world, _, id) => {
    return world.store.get("tombstone", id) ?? fetchCustomer(world, id);
  });
  api.post(
    "/v1/customers/:id",
    params<Stripe.CustomerUpdateParams & LegacyDiscountInput>(
      "Customers",
      "CustomerUpdateParams",
      legacyDiscountParams,
    ),
    updateCustomer,
  );
  api.delete("/v1/customers/:id", onlyExpand, deleteCustomer);
  api.get(
    "/v1/customers/:id/payment_methods",
    params<Stripe.CustomerListPaymentMethodsParams>("Customers", "CustomerListPaymentMethodsParams"),
    (world, input, id) => {
      const rows = world.store
        .where("payment_method", "customer", fetchCustomer(world, id).id)
        .filter((method) => matches(method.type, input.type) && matches(method.allow_redisplay, input.allow_redisplay));
      return page(rows, input, `/v1/customers/${id}/payment_methods`);
    },
  );
  api.get("/v1/customers/:id/payment_methods/:second", onlyExpand, (world, _, id, second) => {
    const method = world.store.get("payment_method", second);
    if (method?.customer !== fetchCustomer(world, id).id) throw noSuch("payment_method", second);
    return method;
  });
}

function updateCustomer(
  world: World,
  input: Wire<Stripe.CustomerUpdateParams & LegacyDiscountInput>,
  id: string,
): Customer {
  const before = fetchCustomer(world, id);
  const requested = input.invoice_settings?.default_payment_method;
  if (requested && world.store.get("payment_method", requested)?.customer !== id) {
    throw invalidRequest(
      `The customer does not have a payment method with the ID ${requested}. The payment method must be attached to the customer.`,
      "invoice_settings[default_payment_method]",
      "resource_missing",
    );
  }
  const discounted = setCustomerDiscount(world, before, input);
  const source = input.source === undefined ? null : addSource(world, id, input.source);
  const after = world.store.put("customer", {
    ...discounted,
    default_source: source?.id ?? defaultSource(world, input, before),
    address: address(input.address, before.address ?? null),
    description: input.description ?? before.description,
    email: input.email ?? before.email,
    invoice_prefix: input.invoice_prefix ?? before.invoice_prefix,
    invoice_settings: invoiceSettings(input.invoice_settings, before.invoice_settings),
    metadata: mergeMetadata(before.metadata, input.metadata),
    name: input.name ?? before.name,
    phone: input.phone ?? before.phone,
    preferred_locales: input.preferred_locales ?? before.preferred_locales,
    shipping: shipping(input.shipping, before.shipping),
    tax_exempt: input.tax_exempt === undefined ? before.tax_exempt : input.tax_exempt || "none",
  });
  emitChange(world, "customer.updated", before, after);
  return input.balance === undefined ? after : setBalance(world, after, input.balance);
}

function defaultSource(world: World, input: Wire<Stripe.CustomerUpdateParams>, before: Customer): string | null {
  const { default_source } = input;
  if (default_source === undefined) return before.default_source ?? null;
  if (world.store.get("payment_method", default_source)?.customer !== before.id)
    throw noSuch("source", default_source, "default_source");
  return default_source;
}

/** The legacy way to set the balance, recorded as an adjustment. */
function setBalance(world: World, customer: Customer, balance: number): Customer {
  const amount = balance - customer.balance;
  if (amount === 0) return customer;
  changeBalance(world, customer.id, { amount, currency: customer.currency ?? "usd", type: "adjustment" });
  return fetchCustomer(world, customer.id);
}

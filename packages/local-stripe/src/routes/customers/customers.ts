import type Stripe from "stripe";
import { moveBalance } from "../../billing/customers/balance";
import { cancelNow } from "../../billing/subscriptions/cancel-subscription";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { searchResult } from "../../lookup/search-result";
import { address } from "../../objects/billing-details";
import { mergeMetadata, orNull } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalid, missing } from "../../wire/errors";
import { matches, page, within } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { attach, paymentMethodNamed } from "../payments/payment-methods";
import { type FormerDiscount, formerDiscount, withDiscount } from "./customer-discounts";
import { addSource } from "./customer-sources";
import { addTaxId } from "./tax-ids";

type Customer = PublicTables["customer"];

export function customerRoutes(api: Api): void {
  api.post(
    "/v1/customers",
    params<Stripe.CustomerCreateParams & FormerDiscount>("Customers", "CustomerCreateParams", formerDiscount),
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
          // Without a test clock asked for, customers on one are not listed.
          (customer.test_clock ?? null) === (input.test_clock ?? null) &&
          matches(customer.email, input.email) &&
          within(customer.created, input.created),
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
    params<Stripe.CustomerUpdateParams & FormerDiscount>("Customers", "CustomerUpdateParams", formerDiscount),
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
    if (method?.customer !== fetchCustomer(world, id).id) throw missing("payment_method", second);
    return method;
  });
}

export function createCustomer(world: World, input: Wire<Stripe.CustomerCreateParams & FormerDiscount>): Customer {
  if (input.email !== undefined && !/^\S+@\S+$/.test(input.email)) {
    throw invalid(`Invalid email address: ${input.email}`, "email", "email_invalid");
  }
  if (input.test_clock !== undefined) checkRoom(world, input.test_clock);
  const id = world.ids.next("cus", 14);
  const customer = world.store.put("customer", {
    id,
    object: "customer",
    address: address(input.address, null),
    balance: input.balance ?? 0,
    created: world.clock.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: input.description ?? null,
    discount: null,
    email: input.email ?? null,
    invoice_prefix: input.invoice_prefix ?? world.ids.letters(8).toUpperCase(),
    invoice_settings: invoiceSettings(input.invoice_settings, null),
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    name: input.name ?? null,
    next_invoice_sequence: input.next_invoice_sequence ?? 1,
    phone: input.phone ?? null,
    preferred_locales: input.preferred_locales ?? [],
    shipping: shipping(input.shipping, null),
    tax_exempt: input.tax_exempt || "none",
    test_clock: input.test_clock ?? null,
  });
  emit(world, "customer.created", customer);
  for (const taxId of input.tax_id_data ?? []) addTaxId(world, id, taxId);
  withDiscount(world, customer, input);
  if (input.payment_method !== undefined || input.source !== undefined) attachFirst(world, input, id);
  return fetchCustomer(world, id);
}

/** The card a customer is made with. A source is the default by itself; a payment method when it is named as that. */
function attachFirst(world: World, input: Wire<Stripe.CustomerCreateParams>, id: string): void {
  if (input.source !== undefined) addSource(world, id, input.source);
  const name = input.payment_method;
  if (name === undefined) return;
  const method = attach(world, paymentMethodNamed(world, name, "payment_method"), id);
  const customer = fetchCustomer(world, id);
  if (input.invoice_settings?.default_payment_method === name) {
    const invoice_settings = { ...customer.invoice_settings, default_payment_method: method.id };
    world.store.put("customer", { ...customer, invoice_settings });
  }
}

function checkRoom(world: World, testClock: string): void {
  if (!world.store.get("test_clock", testClock)) throw missing("test clock", testClock, "test_clock");
  if (world.store.where("customer", "test_clock", testClock).length >= 3)
    throw invalid("A test clock can have at most 3 customers.", "test_clock");
}

function updateCustomer(world: World, input: Wire<Stripe.CustomerUpdateParams & FormerDiscount>, id: string): Customer {
  const before = fetchCustomer(world, id);
  const wanted = input.invoice_settings?.default_payment_method;
  if (wanted && world.store.get("payment_method", wanted)?.customer !== id) {
    throw invalid(
      `The customer does not have a payment method with the ID ${wanted}. The payment method must be attached to the customer.`,
      "invoice_settings[default_payment_method]",
      "resource_missing",
    );
  }
  const discounted = withDiscount(world, before, input);
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
    throw missing("source", default_source, "default_source");
  return default_source;
}

/** The old way to give credit; the ledger shows it as an adjustment. */
function setBalance(world: World, customer: Customer, balance: number): Customer {
  const amount = balance - customer.balance;
  if (amount === 0) return customer;
  moveBalance(world, customer.id, { amount, currency: customer.currency ?? "usd", type: "adjustment" });
  return fetchCustomer(world, customer.id);
}

export function deleteCustomer(world: World, _: unknown, id: string): object {
  const customer = fetchCustomer(world, id);
  for (const subscription of world.store.where("subscription", "customer", id)) {
    if (subscription.ended_at === null) cancelNow(world, subscription, {});
  }
  for (const method of world.store.where("payment_method", "customer", id)) {
    world.store.put("payment_method", { ...method, customer: null });
  }
  world.store.delete("customer", id);
  const tombstone = world.store.put("tombstone", { id, object: "customer", deleted: true });
  emit(world, "customer.deleted", customer);
  return tombstone;
}

function shipping(
  input: Wire<Stripe.CustomerUpdateParams["shipping"]>,
  before: Customer["shipping"],
): Customer["shipping"] {
  if (input === undefined) return before;
  if (!input) return null;
  return { address: address(input.address, null) ?? undefined, name: input.name, phone: input.phone ?? null };
}

function invoiceSettings(
  input: Wire<Stripe.CustomerUpdateParams.InvoiceSettings> | undefined,
  before: Customer["invoice_settings"] | null,
): Customer["invoice_settings"] {
  return {
    custom_fields: orNull(input?.custom_fields, before?.custom_fields ?? null),
    default_payment_method: orNull(input?.default_payment_method, before?.default_payment_method ?? null),
    footer: orNull(input?.footer, before?.footer ?? null),
    rendering_options: before?.rendering_options ?? null,
  };
}

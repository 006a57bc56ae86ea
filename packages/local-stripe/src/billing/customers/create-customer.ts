import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { resolvePaymentMethod } from "../../lookup/resolve-payment-method";
import { address } from "../../objects/billing-details";
import { invoiceSettings, shipping } from "../../objects/customer-object";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, noSuch } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { attachPaymentMethod } from "../payments/attach-payment-method";
import { addSource } from "./add-card-source";
import { type LegacyDiscountInput, setCustomerDiscount } from "./customer-discount";
import { addTaxId } from "./tax-ids";

type Customer = PublicTables["customer"];

/** @throws StripeFault 400 for invalid parameters, 402 for a card that can't be attached */
export function createCustomer(world: World, input: Wire<Stripe.CustomerCreateParams & LegacyDiscountInput>): Customer {
  if (input.email !== undefined && !/^\S+@\S+$/.test(input.email)) {
    throw invalidRequest(`Invalid email address: ${input.email}`, "email", "email_invalid");
  }
  if (input.test_clock !== undefined) checkTestClockLimit(world, input.test_clock);
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
    invoice_prefix: input.invoice_prefix ?? world.ids.token(8).toUpperCase(),
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
  setCustomerDiscount(world, customer, input);
  if (input.payment_method !== undefined || input.source !== undefined) attachInitialPaymentMethod(world, input, id);
  return fetchCustomer(world, id);
}

/**
 * Attaches the card the customer is created with. A source becomes the default automatically; a payment method only if it
 * is also the `default_payment_method`.
 */
function attachInitialPaymentMethod(world: World, input: Wire<Stripe.CustomerCreateParams>, id: string): void {
  if (input.source !== undefined) addSource(world, id, input.source);
  const name = input.payment_method;
  if (name === undefined) return;
  const method = attachPaymentMethod(world, resolvePaymentMethod(world, name, "payment_method"), id);
  const customer = fetchCustomer(world, id);
  if (input.invoice_settings?.default_payment_method === name) {
    const invoice_settings = { ...customer.invoice_settings, default_payment_method: method.id };
    world.store.put("customer", { ...customer, invoice_settings });
  }
}

function checkTestClockLimit(world: World, testClock: string): void {
  if (!world.store.get("test_clock", testClock)) throw noSuch("test clock", testClock, "test_clock");
  if (world.store.where("customer", "test_clock", testClock).length >= 3)
    throw invalidRequest("A test clock can have at most 3 customers.", "test_clock");
}

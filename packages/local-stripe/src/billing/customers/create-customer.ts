import type Stripe from "stripe";
import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { paymentMethodNamed } from "../../lookup/payment-method-named";
import { address } from "../../objects/billing-details";
import { invoiceSettings, shipping } from "../../objects/customer-object";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import { invalid, missing } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { attach } from "../payments/attach-payment-method";
import { addSource } from "./add-card-source";
import { type FormerDiscount, withDiscount } from "./customer-discount";
import { addTaxId } from "./tax-ids";

type Customer = PublicTables["customer"];

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

/**
 * Attaches the card the customer is created with. A source becomes the default by itself; a payment method only if it
 * is also the `default_payment_method`.
 */
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

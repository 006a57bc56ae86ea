import type Stripe from "stripe";
import type { PublicTables } from "../store/tables";
import type { Wire } from "../wire/types";
import { address } from "./billing-details";
import { orNull } from "./metadata";

type Customer = PublicTables["customer"];

export function shipping(
  input: Wire<Stripe.CustomerUpdateParams["shipping"]>,
  before: Customer["shipping"],
): Customer["shipping"] {
  if (input === undefined) return before;
  if (!input) return null;
  return { address: address(input.address, null) ?? undefined, name: input.name, phone: input.phone ?? null };
}

export function invoiceSettings(
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

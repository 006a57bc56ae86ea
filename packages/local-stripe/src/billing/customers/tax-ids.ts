import { emit } from "../../events/emit";
import { invoiceTaxIds } from "../../objects/tax-id-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";

type TaxId = PublicTables["tax_id"];

/** @param customer null for the account's own tax ID */
export function addTaxId(world: World, customer: string | null, input: { type: TaxId["type"]; value: string }): TaxId {
  const value = input.value.trim();
  if (!isWellFormed(input.type, value))
    throw invalidRequest(`Invalid value for ${input.type}.`, "value", "tax_id_invalid");
  const taxId = world.store.put("tax_id", {
    id: world.ids.next("txi"),
    object: "tax_id",
    country: countryOf(input.type, value),
    created: world.clock.now(),
    customer,
    customer_account: null,
    livemode: false,
    owner:
      customer === null
        ? { customer_account: null, type: "self" }
        : { customer, customer_account: null, type: "customer" },
    type: input.type,
    value,
    verification: customer === null ? null : verificationOf(input.type, value),
  });
  if (customer !== null) {
    emit(world, "customer.tax_id.created", taxId);
    refreshDrafts(world, customer);
  }
  return taxId;
}

/** Deletes a tax ID, also from the customer's drafts. */
export function deleteTaxId(world: World, taxId: TaxId): object {
  world.store.delete("tax_id", taxId.id);
  if (taxId.customer !== null) {
    emit(world, "customer.tax_id.deleted", taxId);
    refreshDrafts(world, taxId.customer);
  }
  return { id: taxId.id, object: "tax_id", deleted: true };
}

function refreshDrafts(world: World, customer: string): void {
  for (const invoice of world.store.where("invoice", "customer", customer)) {
    if (invoice.status === "draft")
      world.store.put("invoice", { ...invoice, customer_tax_ids: invoiceTaxIds(world, customer) });
  }
}

function isWellFormed(type: TaxId["type"], value: string): boolean {
  if (type === "eu_vat") return /^[A-Z]{2}[A-Z0-9+*]{2,12}$/.test(value);
  if (type === "us_ein") return /^\d{2}-?\d{7}$/.test(value);
  if (type === "gb_vat") return /^(GB|XI)(\d{9}|\d{12}|(GD|HA)\d{3})$/.test(value);
  return value !== "";
}

/** A type starts with its country code; EU VAT numbers start with their own. */
function countryOf(type: TaxId["type"], value: string): string | null {
  if (type === "eu_vat") return value.slice(0, 2) === "EL" ? "GR" : value.slice(0, 2);
  const country = type.split("_")[0]?.toUpperCase() ?? "";
  return /^[A-Z]{2}$/.test(country) && country !== "EU" ? country : null;
}

/** Stripe verifies some tax IDs with government registers. In test mode these digits decide the result. */
function verificationOf(type: TaxId["type"], value: string): TaxId["verification"] {
  const digits = value.replace(/\D/g, "");
  const registered = type === "eu_vat" || type === "gb_vat" || type === "au_abn";
  const status = !registered
    ? "unavailable"
    : /^1+$/.test(digits)
      ? "unverified"
      : /^2+$/.test(digits)
        ? "pending"
        : "verified";
  return { status, verified_address: null, verified_name: null };
}

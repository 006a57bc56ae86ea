import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { countryName } from "../ui/countries";

type Invoice = PublicTables["invoice"];

/** The seller, as required on an invoice. */
export function sellerRows({ settings }: World): string[] {
  const { business, address, country, email, taxId } = settings;
  return [business, ...address, countryName(country), email, taxId === null ? null : `Tax ID ${taxId}`].filter(
    (row): row is string => Boolean(row),
  );
}

export function customerRows(invoice: Invoice): string[] {
  const address = invoice.customer_address;
  const taxIds = (invoice.customer_tax_ids ?? []).map(({ type, value }) => `${taxIdName(type)} ${value ?? ""}`);
  return [
    invoice.customer_name ?? invoice.customer_email,
    address?.line1,
    address?.line2,
    [address?.postal_code, address?.city].filter(Boolean).join(" "),
    address?.state,
    address?.country ? countryName(address.country) : null,
    invoice.customer_name === null ? null : invoice.customer_email,
    invoice.customer_phone,
    ...taxIds,
  ].filter((row): row is string => Boolean(row));
}

/** `eu_vat` → `EU VAT` */
export function taxIdName(type: string): string {
  return type.replaceAll("_", " ").toUpperCase();
}

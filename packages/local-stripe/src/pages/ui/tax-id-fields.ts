import { html } from "hono/html";
import { taxIdName } from "../documents/parties";
import { fieldError, invalidAttributes, textField } from "./fields";
import type { FormError } from "./form";
import type { Html } from "./layout";

/** The most common types, each with an example. Stripe supports more, and the API accepts them. */
const taxIdTypes: Readonly<Record<string, { place: string; example: string; pattern: RegExp }>> = {
  eu_vat: { place: "European Union", example: "DE123456789", pattern: /^[A-Z]{2}(?=.*\d)[0-9A-Z+*]{2,12}$/ },
  gb_vat: {
    place: "United Kingdom",
    example: "GB123456789",
    pattern: /^(GB|XI)([0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3})$/,
  },
  us_ein: { place: "United States", example: "12-3456789", pattern: /^\d{2}-?\d{7}$/ },
  ch_vat: {
    place: "Switzerland",
    example: "CHE-123.456.789 MWST",
    pattern: /^CHE-?\d{3}\.?\d{3}\.?\d{3} ?(MWST|TVA|IVA)$/,
  },
  no_vat: { place: "Norway", example: "123456789MVA", pattern: /^\d{9}MVA$/ },
  au_abn: { place: "Australia", example: "12345678912", pattern: /^\d{11}$/ },
  nz_gst: { place: "New Zealand", example: "123456789", pattern: /^\d{8,9}$/ },
  ca_bn: { place: "Canada", example: "123456789", pattern: /^\d{9}$/ },
  in_gst: { place: "India", example: "12ABCDE3456FGZH", pattern: /^\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]$/ },
  jp_trn: { place: "Japan", example: "T1234567891234", pattern: /^T\d{13}$/ },
  sg_gst: { place: "Singapore", example: "M12345678X", pattern: /^[A-Z0-9]{9,10}$/ },
  br_cnpj: { place: "Brazil", example: "01.234.456/5432-10", pattern: /^\d{2}\.?\d{3}\.?\d{3}\/?\d{4}-?\d{2}$/ },
  mx_rfc: { place: "Mexico", example: "ABC010203AB9", pattern: /^[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}$/ },
  ae_trn: { place: "United Arab Emirates", example: "123456789012345", pattern: /^\d{15}$/ },
  za_vat: { place: "South Africa", example: "4123456789", pattern: /^4\d{9}$/ },
};

export interface TypedTaxId {
  type: string;
  value: string;
}

/** Type and number, without the question whether the buyer is a business. */
export function taxIdInputs(typed: Record<string, string>, error: FormError | null): Html {
  return html`<div class="field"><label for="tax_type">Tax ID type</label><select id="tax_type" name="tax_type" ${invalidAttributes("tax_type", error)}>
${Object.entries(taxIdTypes).map(([type, { place }]) => html`<option value="${type}" ${typed.tax_type === type ? html`selected` : ""}>${place} – ${taxIdName(type)}</option>`)}</select>${fieldError("tax_type", error)}</div>
${textField({ name: "tax_id", label: "Tax ID", value: typed.tax_id, autocomplete: "off" }, error)}`;
}

/** The fields appear once the buyer checks that they're a business. */
export function taxIdFields(typed: Record<string, string>, error: FormError | null, required: boolean): Html {
  const fields = html`<div class="group">${textField({ name: "business_name", label: "Business name", value: typed.business_name, autocomplete: "organization" }, error)}${taxIdInputs(typed, error)}</div>`;
  if (required)
    return html`<div class="group"><h2>Business</h2><input type="hidden" name="business" value="1">${fields}</div>`;
  return html`<div class="group shown-by"><label class="choice"><input type="checkbox" name="business" value="1" ${typed.business ? html`checked` : ""}><span>I'm purchasing as a business</span></label>${fields}</div>`;
}

/** @returns the tax ID, or what is wrong with it */
export function readTaxId(form: Record<string, string>): TypedTaxId | FormError {
  const type = form.tax_type ?? "";
  const known = Object.hasOwn(taxIdTypes, type) ? taxIdTypes[type] : undefined;
  if (!known) return { field: "tax_type", message: "Please choose a tax ID type." };
  const value = (form.tax_id ?? "").trim().toUpperCase();
  if (!known.pattern.test(value))
    return { field: "tax_id", message: `Your tax ID is invalid. It should look like ${known.example}.` };
  return { type, value };
}

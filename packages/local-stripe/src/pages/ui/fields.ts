import { html } from "hono/html";
import type Stripe from "stripe";
import { countries } from "./countries";
import type { FormError } from "./form";
import type { Html } from "./layout";

interface Field {
  name: string;
  label: string;
  value: string | null | undefined;
  autocomplete: string;
  type?: "text" | "email" | "tel";
  readonly?: boolean;
  optional?: boolean;
}

/** A labeled input with its error message. */
export function textField(field: Field, error: FormError | null = null): Html {
  const { name, label, value, autocomplete, type = "text", readonly = false, optional = false } = field;
  return html`<div class="field"><label for="${name}">${label}${optional ? html` <span class="optional">(optional)</span>` : ""}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value ?? ""}" ${readonly ? html`readonly` : ""} ${optional || readonly ? "" : html`required`} ${invalidAttributes(name, error)}>${fieldError(name, error)}</div>`;
}

export function invalidAttributes(name: string, error: FormError | null): Html {
  return error?.field === name ? html`aria-invalid="true" aria-describedby="error-${name}"` : html``;
}

export function fieldError(name: string, error: FormError | null): Html {
  return error?.field === name ? html`<p class="error" id="error-${name}" role="alert">${error.message}</p>` : html``;
}

/** An error of the whole form rather than of one field. */
export function formNotice(error: FormError | null): Html {
  return error && error.field === null ? html`<p class="notice bad" role="alert">${error.message}</p>` : html``;
}

type PartialAddress = Partial<Record<keyof Stripe.Address, string | null>>;

/** @param autocomplete prefix such as `billing `, for forms with more than one address */
export function addressFields(
  address: PartialAddress | null,
  error: FormError | null,
  autocomplete = "billing ",
): Html {
  const field = (name: keyof Stripe.Address, label: string, complete: string, optional = false): Html =>
    textField({ name, label, value: address?.[name], autocomplete: `${autocomplete}${complete}`, optional }, error);
  return html`${countryField(address?.country, error, autocomplete)}
${field("line1", "Address", "address-line1")}
${field("line2", "Address line 2", "address-line2", true)}
<div class="pair">${field("postal_code", "Postal code", "postal-code", true)}${field("city", "City", "address-level2")}</div>
${field("state", "State or region", "address-level1", true)}`;
}

function countryField(chosen: string | null | undefined, error: FormError | null, autocomplete: string): Html {
  return html`<div class="field"><label for="country">Country or region</label>
<select id="country" name="country" autocomplete="${autocomplete}country" required ${invalidAttributes("country", error)}><option value="">Choose…</option>
${countries.map(({ code, name }) => html`<option value="${code}" ${code === chosen ? html`selected` : ""}>${name}</option>`)}</select>${fieldError("country", error)}</div>`;
}

/** The entered address, with null for empty fields. */
export function readAddress(form: Record<string, string>): Stripe.Address {
  const of = (name: string): string | null => form[name]?.trim() || null;
  return {
    city: of("city"),
    country: of("country")?.toUpperCase() ?? null,
    line1: of("line1"),
    line2: of("line2"),
    postal_code: of("postal_code"),
    state: of("state"),
  };
}

/** @returns the first problem with a complete address */
export function addressError(address: Stripe.Address): FormError | null {
  if (!address.line1 && !address.city)
    return { field: "line1", message: "Please enter your complete billing address." };
  if (!/^[A-Z]{2}$/.test(address.country ?? "")) return { field: "country", message: "Please choose your country." };
  if (!address.line1) return { field: "line1", message: "Please enter your street address." };
  if (!address.city) return { field: "city", message: "Please enter your city." };
  return null;
}

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

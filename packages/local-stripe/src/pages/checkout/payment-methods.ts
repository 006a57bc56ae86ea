import { html } from "hono/html";
import { createCard, storeBankAccount } from "../../objects/payment-method-object";
import type { Buyer, PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { type CardInput, cardFields, readCard } from "../ui/card-form";
import { cardExpiry, cardName } from "../ui/card-name";
import { textField } from "../ui/fields";
import type { FormError } from "../ui/form";
import type { Html } from "../ui/layout";
import type { PageFields } from "./buyer";

type Method = PublicTables["payment_method"];
type Form = Record<string, string>;

/** The ways to pay: saved cards, a new card, bank debit. A single way is shown without a choice. */
export function paymentMethods(page: PageFields, typed: Form, error: FormError | null, name: string): Html {
  const options = paymentOptions(page, typed, error, name);
  const [only] = options;
  if (only && options.length === 1)
    return html`<div class="group" id="payment-method"><h2>Payment method</h2><input type="hidden" name="method" value="${only.value}">${only.fields}</div>`;
  const chosen = typed.method ?? only?.value;
  return html`<fieldset class="group methods" id="payment-method"><legend><h2>Payment method</h2></legend>
${options.map(({ value, label, fields }) => html`<label class="choice option"><input type="radio" name="method" value="${value}" ${value === chosen ? html`checked` : ""}><span>${label}</span></label>${fields}`)}</fieldset>`;
}

interface PaymentOption {
  value: string;
  label: Html;
  fields: Html;
}

function paymentOptions(page: PageFields, typed: Form, error: FormError | null, name: string): PaymentOption[] {
  const saved = page.saved.map((method) => ({
    value: method.id,
    label: html`${cardName(method)}<br><span class="quiet small">Expires ${cardExpiry(method)}</span>`,
    fields: html``,
  }));
  const card = {
    value: "new",
    label: saved.length > 0 ? html`Use another card` : html`Card`,
    fields: html`<div class="group new-card">${cardFields({ name: typed.name ?? name }, error)}</div>`,
  };
  const debit = {
    value: "sepa_debit",
    label: html`SEPA Direct Debit`,
    fields: html`<div class="group new-debit">${textField({ name: "iban", label: "IBAN", value: typed.iban, autocomplete: "off" }, error)}
${textField({ name: "holder", label: "Account holder", value: typed.holder ?? name, autocomplete: "name" }, error)}</div>`,
  };
  return [...saved, ...(page.card ? [card] : []), ...(page.debit ? [debit] : [])];
}

type Chosen = Method | CardInput | { iban: string };

/** The chosen payment method or the entered details, or what is wrong with them. */
export function readMethod(page: PageFields, form: Form): Chosen | FormError {
  const saved = page.saved.find(({ id }) => id === form.method);
  if (saved) return saved;
  if (form.method === "sepa_debit" && page.debit) return readDebit(form);
  if (page.card && (form.method === undefined || form.method === "new")) return readCard(form);
  return { field: null, message: "Please choose a payment method." };
}

function readDebit(form: Form): { iban: string } | FormError {
  const iban = (form.iban ?? "").trim();
  if (iban === "") return { field: "iban", message: "Please enter your IBAN." };
  if (!form.holder?.trim()) return { field: "holder", message: "Please enter the account holder's name." };
  return { iban };
}

/** @throws StripeFault for an invalid number */
export function methodOf(world: World, chosen: Chosen, { name, email, phone, address }: Buyer): Method {
  if ("id" in chosen) return chosen;
  const known = Object.entries(address ?? {}).filter(([, value]) => value !== null);
  const details = {
    name,
    email,
    ...(phone ? { phone } : {}),
    ...(address ? { address: Object.fromEntries(known) } : {}),
  };
  return "iban" in chosen ? storeBankAccount(world, chosen.iban, details) : createCard(world, chosen, details);
}

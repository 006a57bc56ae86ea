import { html } from "hono/html";
import type Stripe from "stripe";
import { StripeFault } from "../../wire/errors";
import { fieldError, invalidAttributes } from "./fields";
import type { FormError } from "./form";
import type { Html } from "./layout";

/** What the customer entered and may be shown again. */
export interface Typed {
  email: string;
  name: string;
  address?: Stripe.Address | null;
}

export interface CardInput {
  number: string;
  exp_month: number;
  exp_year: number;
}

export function cardFields(typed: Pick<Typed, "name">, error: FormError | null): Html {
  return html`
<div class="field"><label for="number">Card number</label>
<input id="number" name="number" inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234" maxlength="23" required ${invalidAttributes("number", error)}>${fieldError("number", error)}</div>
<div class="pair">
<div class="field"><label for="expiry">Expiration date</label>
<input id="expiry" name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" maxlength="9" required ${invalidAttributes("expiry", error)}>${fieldError("expiry", error)}</div>
<div class="field"><label for="cvc">CVC</label>
<input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="CVC" maxlength="4" required ${invalidAttributes("cvc", error)}>${fieldError("cvc", error)}</div>
</div>
<div class="field"><label for="name">Name on card</label>
<input id="name" name="name" autocomplete="cc-name" value="${typed.name}" required ${invalidAttributes("name", error)}>${fieldError("name", error)}</div>`;
}

/** Groups card digits, adds the slash to the date, and prevents double submission. */
export const cardScript = `
const byId=id=>document.getElementById(id),number=byId("number"),expiry=byId("expiry"),cvc=byId("cvc");
number?.addEventListener("input",()=>{const d=number.value.replace(/\\D/g,"").slice(0,19);number.value=/^3[47]/.test(d)?d.replace(/^(\\d{4})(\\d{1,6})?(\\d{1,5})?.*$/,(_,a,b,c)=>[a,b,c].filter(Boolean).join(" ")):d.replace(/(\\d{4})(?=\\d)/g,"$1 ")});
expiry?.addEventListener("input",e=>{let d=expiry.value.replace(/\\D/g,"").slice(0,6);if(/^[2-9]/.test(d))d="0"+d;expiry.value=d.length>2||(d.length===2&&e.inputType!=="deleteContentBackward")?d.slice(0,2)+" / "+d.slice(2):d});
cvc?.addEventListener("input",()=>{cvc.value=cvc.value.replace(/\\D/g,"").slice(0,4)});
document.addEventListener("submit",e=>{const b=e.submitter;if(b?.classList.contains("primary")&&!e.defaultPrevented)setTimeout(()=>{b.disabled=true;b.textContent="Processing…"})});
addEventListener("pageshow",e=>{if(e.persisted)location.reload()});
document.querySelector("[aria-invalid=true]")?.focus();
`;

/** @returns the card, or what is wrong with the entry */
export function readCard(form: Record<string, string>): CardInput | FormError {
  const number = (form.number ?? "").replace(/\D/g, "");
  if (number.length < 12) return { field: "number", message: "Your card number is incomplete." };
  const expiry = /^(\d{1,2})\s*\/?\s*(\d{2}|\d{4})$/.exec((form.expiry ?? "").trim());
  if (!expiry) return { field: "expiry", message: "Your card's expiration date is incomplete." };
  if (!/^\d{3,4}$/.test((form.cvc ?? "").trim()))
    return { field: "cvc", message: "Your card's security code is incomplete." };
  if ((form.name ?? "").trim() === "") return { field: "name", message: "Please enter the name on your card." };
  return { number, exp_month: Number(expiry[1]), exp_year: Number(expiry[2]) };
}

/** The form field that an API error belongs to. */
export function formError(error: unknown): FormError {
  if (!(error instanceof StripeFault)) throw error;
  const fields: Record<string, FormError["field"]> = {
    number: "number",
    exp_month: "expiry",
    exp_year: "expiry",
    cvc: "cvc",
    "sepa_debit[iban]": "iban",
  };
  return { field: fields[error.details.param ?? ""] ?? null, message: error.message };
}

export function isFormError(value: CardInput | FormError): value is FormError {
  return "message" in value;
}

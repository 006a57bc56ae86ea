import { html } from "hono/html";
import { formatMoney } from "../../format";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { cardScript } from "../ui/card-form";
import { addressFields, fieldError, formNotice, invalidAttributes, textField } from "../ui/fields";
import { type Html, layout, testFooter, twoColumns } from "../ui/layout";
import { taxIdFields } from "../ui/tax-id-fields";
import type { PageFields } from "./buyer";
import { paymentMethods } from "./payment-methods";
import type { CheckoutState } from "./state";
import { summary, trialEnd } from "./summary";

type Session = PublicTables["checkout_session"];

export function checkoutPage(world: World, session: Session, state: CheckoutState, fields: PageFields): Html {
  const title = `${world.settings.business} · Checkout`;
  return layout(
    title,
    twoColumns(summary(world, session, state), payment(world, session, state, fields)),
    `${cardScript}${liveScript}`,
    world.settings.brandColor,
  );
}

/** Updates only the summary, so that what is entered elsewhere is kept. Without scripts the page reloads. */
const liveScript = `
document.addEventListener("submit",async e=>{const f=e.target;if(!f.matches("[data-live]"))return;e.preventDefault();
const body=new URLSearchParams(new FormData(f,e.submitter)),answer=await fetch(f.action,{method:"POST",body}),next=new DOMParser().parseFromString(await answer.text(),"text/html");
if(!next.querySelector("aside")||!!next.querySelector("#payment-method")!==!!document.querySelector("#payment-method")){location.reload();return}
for(const part of ["aside","#confirm"])document.querySelector(part).replaceWith(next.querySelector(part));
(document.querySelector("aside [aria-invalid=true]")??document.querySelector("aside form button"))?.focus()});
`;

function payment(world: World, session: Session, state: CheckoutState, fields: PageFields): Html {
  const { typed, error } = state;
  const details = session.customer_details;
  const email = details?.email ?? session.customer_email;
  return html`
<form method="post" action="/checkout/${session.id}" novalidate>
${formNotice(error)}
<div class="group"><h2>Contact information</h2>
${textField({ name: "email", label: "Email", type: "email", autocomplete: "email", value: email ?? typed.email, readonly: email !== null }, error)}
${fields.phone ? textField({ name: "phone", label: "Phone number", type: "tel", autocomplete: "tel", value: typed.phone ?? details?.phone }, error) : ""}</div>
${fields.payment ? paymentMethods(fields, typed, error, details?.name ?? "") : ""}
${fields.address ? html`<div class="group"><h2>Billing address</h2>${addressFields(typed.country === undefined ? (details?.address ?? null) : typed, error)}</div>` : ""}
${fields.taxId ? taxIdFields(typed, error, fields.taxIdRequired) : ""}
${consents(world, session, state)}
<div id="confirm" class="stack"><button class="primary wide">${buttonText(world, session)}</button>
${session.custom_text.submit ? html`<p class="small">${session.custom_text.submit.message}</p>` : ""}
${session.mode === "payment" ? "" : html`<p class="small quiet">${agreement(world, session)}</p>`}</div>
</form>${testFooter()}`;
}

function consents(world: World, session: Session, { typed, error }: CheckoutState): Html {
  const { terms_of_service, promotions } = session.consent_collection ?? {};
  const own = session.custom_text.terms_of_service_acceptance?.message;
  const box = (name: string, label: string, required: boolean): Html =>
    html`<div class="field"><label class="choice"><input type="checkbox" name="${name}" value="1" ${typed[name] ? html`checked` : ""} ${required ? html`required` : ""} ${invalidAttributes(name, error)}><span>${label}</span></label>${fieldError(name, error)}</div>`;
  return html`${terms_of_service === "required" ? box("terms", own ?? `I agree to ${world.settings.business}'s Terms of Service and Privacy Policy`, true) : ""}
${promotions === "auto" ? box("promotions", `Send me news and offers from ${world.settings.business}`, false) : ""}`;
}

function buttonText(world: World, session: Session): string {
  const total = formatMoney(session.amount_total ?? 0, session.currency ?? "usd");
  switch (session.mode) {
    case "setup":
      return "Save card";
    case "payment":
      if (session.submit_type === "book") return "Book";
      return session.submit_type === "donate" ? `Donate ${total}` : `Pay ${total}`;
    default:
      return trialEnd(world, session) === null ? "Subscribe" : "Start trial";
  }
}

function agreement(world: World, session: Session): string {
  const { business } = world.settings;
  const charge = `${business} to charge your card for ${session.mode === "setup" ? "" : "this and "}future payments in accordance with their terms.`;
  if (session.mode === "setup") return `By saving your card, you allow ${charge}`;
  return `By confirming, you allow ${charge} You can cancel at any time.`;
}

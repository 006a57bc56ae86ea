import { html } from "hono/html";
import { addTaxId as add, deleteTaxId } from "../../billing/customers/tax-ids";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { taxIdName } from "../documents/parties";
import { formNotice } from "../ui/fields";
import type { FormError } from "../ui/form";
import type { Html } from "../ui/layout";
import { readTaxId, taxIdInputs } from "../ui/tax-id-fields";
import { frame } from "./frame";
import { type Answer, finish, type PortalRequest } from "./session";

type Session = PublicTables["portal_session"];

/** The tax IDs printed on the customer's invoices. */
export function taxIdSection(world: World, session: Session): Html {
  const rows = world.store.where("tax_id", "customer", session.customer);
  return html`<section aria-labelledby="tax-ids"><h2 class="heading" id="tax-ids">Tax IDs</h2><div class="stack">
${rows.length === 0 ? html`<p class="quiet">No tax ID yet.</p>` : ""}
${rows.map(({ id, type, value }) => html`<div class="between"><p>${value}<br><span class="quiet small">${taxIdName(type)}</span></p><form method="post" action="/portal/${session.id}/tax-ids/${id}/remove"><button class="plain small danger">Delete<span class="hidden"> ${value}</span></button></form></div>`)}
<div><a class="button slight" href="/portal/${session.id}/tax-ids">Add tax ID</a></div></div></section>`;
}

const allowed = ({ features: { customer_update } }: PortalRequest): boolean =>
  customer_update.enabled && customer_update.allowed_updates.includes("tax_id");

export function showAddTaxId(world: World, request: PortalRequest): Answer {
  if (!allowed(request)) return request.c.notFound();
  return request.c.html(page(world, request.session, {}, null));
}

function page(world: World, session: Session, typed: Record<string, string>, error: FormError | null): Html {
  return frame(
    world,
    session,
    "Add tax ID",
    html`<div class="stack"><h1>Add tax ID</h1><p class="quiet">It will be shown on your future invoices.</p>
<form method="post" action="/portal/${session.id}/tax-ids" novalidate>${formNotice(error)}${taxIdInputs(typed, error)}
<div class="actions full"><button class="primary">Add</button><a class="button" href="/portal/${session.id}?back">Go back</a></div></form></div>`,
  );
}

export function addTaxId(world: World, request: PortalRequest): Answer {
  if (!allowed(request)) return request.c.notFound();
  const { c, session, form } = request;
  const taxId = readTaxId(form);
  if ("message" in taxId) return c.html(page(world, session, form, taxId), 422);
  world.store.transaction(() => add(world, session.customer, taxId));
  return finish(request, "saved");
}

export function removeTaxId(world: World, request: PortalRequest): Answer {
  const row = world.store.get("tax_id", request.c.req.param("taxId") ?? "");
  if (!allowed(request) || row?.customer !== request.session.customer) return request.c.notFound();
  world.store.transaction(() => deleteTaxId(world, row));
  return finish(request, "saved");
}

import { html } from "hono/html";
import { emitChange } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { addressError, addressFields, formNotice, isEmail, readAddress, textField } from "../ui/fields";
import type { FormError } from "../ui/form";
import type { Html } from "../ui/layout";
import { frame } from "./frame";
import { type Answer, finish, type PortalRequest } from "./session";

type Session = PublicTables["portal_session"];
type Customer = PublicTables["customer"];

const parts = ["name", "email", "phone", "address"] as const;
type Part = (typeof parts)[number];

/** The fields the portal configuration lets customers edit. */
export function editableInformation(world: World, session: Session): readonly Part[] {
  const feature = world.store.get("portal_configuration", session.configuration)?.features.customer_update;
  return feature?.enabled ? parts.filter((part) => feature.allowed_updates.includes(part)) : [];
}

export function showInformation(world: World, { c, session }: PortalRequest): Answer {
  const editable = editableInformation(world, session);
  return editable.length === 0 ? c.notFound() : c.html(page(world, session, editable, null, null));
}

function page(
  world: World,
  session: Session,
  editable: readonly Part[],
  typed: Record<string, string> | null,
  error: FormError | null,
): Html {
  const customer = world.store.get("customer", session.customer);
  const value = (name: "name" | "email" | "phone"): string | null | undefined => typed?.[name] ?? customer?.[name];
  return frame(
    world,
    session,
    "Billing information",
    html`<div class="stack"><h1>Billing information</h1>
<form method="post" action="/portal/${session.id}/information" novalidate>
${formNotice(error)}
${editable.includes("name") ? textField({ name: "name", label: "Name", value: value("name"), autocomplete: "name" }, error) : ""}
${editable.includes("email") ? textField({ name: "email", label: "Email", type: "email", value: value("email"), autocomplete: "email" }, error) : ""}
${editable.includes("phone") ? textField({ name: "phone", label: "Phone", type: "tel", value: value("phone"), autocomplete: "tel", optional: true }, error) : ""}
${editable.includes("address") ? html`<div class="group"><h2>Billing address</h2>${addressFields(typed ?? customer?.address ?? null, error, "")}</div>` : ""}
<div class="actions full"><button class="primary">Save</button><a class="button" href="/portal/${session.id}?back">Go back</a></div></form></div>`,
  );
}

export function saveInformation(world: World, request: PortalRequest): Answer {
  const { c, session, form } = request;
  const editable = editableInformation(world, session);
  const customer = world.store.get("customer", session.customer);
  if (!customer || editable.length === 0) return c.notFound();
  const error = problemOf(editable, form);
  if (error) return c.html(page(world, session, editable, form, error), 422);
  world.store.transaction(() => {
    const after = world.store.put("customer", { ...customer, ...changes(editable, form, customer) });
    emitChange(world, "customer.updated", customer, after);
  });
  return finish(request, "saved");
}

function problemOf(editable: readonly Part[], form: Record<string, string>): FormError | null {
  if (editable.includes("email") && !isEmail((form.email ?? "").trim()))
    return { field: "email", message: "Your email is invalid." };
  const address = readAddress(form);
  // An address can be empty, but not incomplete.
  const entered = editable.includes("address") && Object.values(address).some((part) => part !== null);
  return entered ? addressError(address) : null;
}

function changes(editable: readonly Part[], form: Record<string, string>, before: Customer): Partial<Customer> {
  const typed = (name: "name" | "email" | "phone"): string | null =>
    editable.includes(name) ? form[name]?.trim() || null : (before[name] ?? null);
  const address = readAddress(form);
  const known = Object.values(address).some((part) => part !== null);
  return {
    email: typed("email"),
    name: typed("name"),
    phone: typed("phone"),
    ...(editable.includes("address") ? { address: known ? address : null } : {}),
  };
}

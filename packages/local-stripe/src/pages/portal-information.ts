import type { Context } from "hono";
import { html } from "hono/html";
import { emitChange } from "../events/emit";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { readForm } from "./form";
import type { Html } from "./layout";
import { frame } from "./portal-frame";

type Session = PublicTables["portal_session"];
type Customer = PublicTables["customer"];

interface Field {
  name: string;
  label: string;
  autocomplete: string;
  /** The permission it needs. */
  update: "name" | "email" | "phone" | "address";
  read(customer: Customer): string | null | undefined;
}

const fields: readonly Field[] = [
  { name: "name", label: "Name", autocomplete: "name", update: "name", read: (row) => row.name },
  { name: "email", label: "Email", autocomplete: "email", update: "email", read: (row) => row.email },
  { name: "phone", label: "Phone", autocomplete: "tel", update: "phone", read: (row) => row.phone },
  {
    name: "line1",
    label: "Address",
    autocomplete: "address-line1",
    update: "address",
    read: (row) => row.address?.line1,
  },
  {
    name: "line2",
    label: "Address line 2",
    autocomplete: "address-line2",
    update: "address",
    read: (row) => row.address?.line2,
  },
  {
    name: "postal_code",
    label: "Postal code",
    autocomplete: "postal-code",
    update: "address",
    read: (row) => row.address?.postal_code,
  },
  { name: "city", label: "City", autocomplete: "address-level2", update: "address", read: (row) => row.address?.city },
  {
    name: "state",
    label: "State",
    autocomplete: "address-level1",
    update: "address",
    read: (row) => row.address?.state,
  },
  {
    name: "country",
    label: "Country (two letters)",
    autocomplete: "country",
    update: "address",
    read: (row) => row.address?.country,
  },
];

/** What the shop lets its customers correct themselves. */
export function editableInformation(world: World, session: Session): readonly Field[] {
  const feature = world.store.get("portal_configuration", session.configuration)?.features.customer_update;
  return feature?.enabled ? fields.filter(({ update }) => feature.allowed_updates.includes(update)) : [];
}

export function informationPage(world: World, session: Session, problem: string | null): Html {
  const customer = world.store.get("customer", session.customer);
  return frame(
    world,
    session,
    "Billing information",
    html`<div class="stack"><h1>Billing information</h1>
${problem === null ? "" : html`<p class="notice bad" role="alert">${problem}</p>`}
<form method="post" action="/portal/${session.id}/information" novalidate>
${editableInformation(world, session).map(({ name, label, autocomplete, read }) => html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" autocomplete="${autocomplete}" value="${(customer && read(customer)) ?? ""}"></div>`)}
<div class="actions"><button class="primary">Save</button><a class="button" href="/portal/${session.id}">Go back</a></div></form></div>`,
  );
}

/** @returns the answer when it could not be saved, null when it was */
export async function saveInformation(world: World, c: Context, session: Session): Promise<Response | null> {
  const form = await readForm(c);
  const customer = world.store.get("customer", session.customer);
  const allowed = new Set(editableInformation(world, session).map(({ name }) => name));
  if (!customer || allowed.size === 0) return c.notFound();
  const typed = (name: string, before: string | null | undefined): string | null =>
    allowed.has(name) ? form[name]?.trim() || null : (before ?? null);
  const email = typed("email", customer.email);
  const country = typed("country", customer.address?.country)?.toUpperCase() ?? null;
  if (email !== null && !/^\S+@\S+$/.test(email)) return refuse(world, c, session, "Your email is invalid.");
  if (country !== null && !/^[A-Z]{2}$/.test(country))
    return refuse(world, c, session, "Your country must be its two-letter code, such as US.");
  const address = {
    city: typed("city", customer.address?.city),
    country,
    line1: typed("line1", customer.address?.line1),
    line2: typed("line2", customer.address?.line2),
    postal_code: typed("postal_code", customer.address?.postal_code),
    state: typed("state", customer.address?.state),
  };
  const known = Object.values(address).some((part) => part !== null);
  world.store.transaction(() => {
    const after = world.store.put("customer", {
      ...customer,
      address: known ? address : null,
      email,
      name: typed("name", customer.name),
      phone: typed("phone", customer.phone),
    });
    emitChange(world, "customer.updated", customer, after);
  });
  return null;
}

function refuse(world: World, c: Context, session: Session, problem: string): Response | Promise<Response> {
  return c.html(informationPage(world, session, problem), 422);
}

import { locationOf } from "../../billing/taxes/automatic";
import type { Buyer, PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { addressError, isEmail, readAddress } from "../ui/fields";
import type { FormError } from "../ui/form";
import { readTaxId } from "../ui/tax-id-fields";

type Session = PublicTables["checkout_session"];
type Method = PublicTables["payment_method"];

/** What the page collects in this session. */
export interface PageFields {
  payment: boolean;
  phone: boolean;
  address: boolean;
  taxId: boolean;
  taxIdRequired: boolean;
  /** The customer's cards that the page may offer again. */
  saved: Method[];
  /** The accepted payment method types. */
  card: boolean;
  debit: boolean;
}

/** What the page of this session collects. */
export function pageFields(world: World, session: Session): PageFields {
  const { tax_id_collection: tax } = session;
  const customer = world.store.get("customer", session.customer ?? "");
  return {
    payment:
      session.mode === "setup" ||
      (session.mode === "subscription" && session.payment_method_collection !== "if_required") ||
      (session.amount_total ?? 0) > 0,
    phone: session.phone_number_collection?.enabled ?? false,
    address:
      session.billing_address_collection === "required" ||
      (session.automatic_tax.enabled && locationOf(customer).country === null),
    taxId: tax?.enabled ?? false,
    taxIdRequired: tax?.required === "if_supported",
    saved: savedMethods(world, session),
    card: session.payment_method_types.includes("card"),
    debit: session.payment_method_types.includes("sepa_debit"),
  };
}

function savedMethods(world: World, session: Session): Method[] {
  if (session.customer === null) return [];
  const shown = session.saved_payment_method_options?.allow_redisplay_filters ?? [];
  return world.store
    .where("payment_method", "customer", session.customer)
    .filter(
      (method) =>
        method.type === "card" && shown.some((filter) => filter === (method.allow_redisplay ?? "unspecified")),
    )
    .reverse();
}

/** @returns the customer's details, or the first problem with them */
export function readBuyer(session: Session, fields: PageFields, form: Record<string, string>): Buyer | FormError {
  const email = session.customer_details?.email ?? session.customer_email ?? (form.email ?? "").trim();
  if (!isEmail(email)) return { field: "email", message: "Please enter a valid email address." };
  const phone = fields.phone ? (form.phone ?? "").trim() : null;
  if (phone !== null && phone.replace(/\D/g, "").length < 6)
    return { field: "phone", message: "Please enter your phone number." };
  const address = fields.address ? readAddress(form) : null;
  const incomplete = address && addressError(address);
  if (incomplete) return incomplete;
  const business = fields.taxId && form.business ? readBusiness(form) : null;
  if (business && "message" in business) return business;
  if (session.consent_collection?.terms_of_service === "required" && !form.terms)
    return { field: "terms", message: "Please accept the terms to continue." };
  const name = (form.method === "sepa_debit" ? form.holder : form.name) ?? "";
  return { name: name.trim(), email, phone, address, business, consent: consentOf(session, form) };
}

function readBusiness(form: Record<string, string>): NonNullable<Buyer["business"]> | FormError {
  const name = (form.business_name ?? "").trim();
  if (name === "") return { field: "business_name", message: "Please enter your business name." };
  const taxId = readTaxId(form);
  return "message" in taxId ? taxId : { name, taxId };
}

function consentOf(session: Session, form: Record<string, string>): Buyer["consent"] {
  const { promotions, terms_of_service } = session.consent_collection ?? {};
  if (!promotions && !terms_of_service) return null;
  return {
    promotions: promotions === "auto" ? (form.promotions ? "opt_in" : "opt_out") : null,
    terms_of_service: terms_of_service === "required" ? "accepted" : null,
  };
}

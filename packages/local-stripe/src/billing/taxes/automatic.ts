import { isInUnion, type LocalTax, taxAt } from "../../engine/tax-table";
import { taxSettings } from "../../objects/tax-settings-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";

type TaxRate = PublicTables["tax_rate"];
type Registration = PublicTables["tax_registration"];
type Price = PublicTables["price"];

/** Where a customer is taxed. The country is null if it isn't known. */
export interface TaxLocation {
  country: string | null;
  state: string | null;
}

export const locationOf = (holder: { address?: Partial<TaxLocation> | null } | null | undefined): TaxLocation => ({
  country: holder?.address?.country ?? null,
  state: holder?.address?.state ?? null,
});

/** @throws StripeFault 400 for a customer without an address */
export function requireTaxLocation(customer: PublicTables["customer"]): void {
  if (locationOf(customer).country !== null) return;
  throw invalidRequest(
    "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
    "automatic_tax",
    "customer_tax_location_invalid",
  );
}

/** The rate that Stripe Tax applies to a price at a place, or none where the account isn't registered. */
export function automaticRates(world: World, location: TaxLocation, priced: Priced): TaxRate[] {
  const { country, state } = location;
  const tax = country === null ? null : taxAt({ country, state });
  if (!tax || !isRegistered(world, tax)) return [];
  return [automaticRate(world, tax, isInclusive(world, priced))];
}

/** What is charged: a price, or an amount without one. */
type Priced = { price: Pick<Price, "tax_behavior"> | null; currency: string };

/**
 * Whether a business accounts for the tax itself: within the European Union, and from outside of it, with a VAT ID and
 * in another country than the seller (docs.stripe.com/tax/zero-tax, "Reverse charge").
 */
export function isReverseCharged(world: World, taxIds: readonly { type: string }[], { country }: TaxLocation): boolean {
  const seller = taxSettings(world).head_office?.address.country ?? world.settings.country;
  if (country === null || !isInUnion(country) || country === seller) return false;
  return taxIds.some(({ type }) => type === "eu_vat");
}

function isRegistered(world: World, tax: LocalTax): boolean {
  const now = world.clock.now();
  return [...world.store.all("tax_registration")].some(
    (registration) => isActive(registration, now) && covers(registration, tax),
  );
}

export const isActive = ({ active_from, expires_at }: Registration, now: number): boolean =>
  active_from <= now && (expires_at === null || now < expires_at);

function covers({ country, country_options }: Registration, tax: LocalTax): boolean {
  const options: unknown = Object.entries(country_options).find(([code]) => code === country.toLowerCase())?.[1];
  const { type, state } = Object(options) as { type?: string; state?: string };
  // One registration for the whole European Union.
  if (type?.startsWith("oss_")) return isInUnion(tax.country);
  return country === tax.country && (state === undefined || state === tax.state);
}

/** A price without a tax behavior has the account's default (docs.stripe.com/tax/products-prices-tax-categories-tax-behavior). */
function isInclusive(world: World, { price, currency }: Priced): boolean {
  const own = price?.tax_behavior ?? "unspecified";
  const behavior = own === "unspecified" ? taxSettings(world).defaults.tax_behavior : own;
  return behavior === "inclusive" || (behavior === "inferred_by_currency" && currency !== "usd" && currency !== "cad");
}

/** Its ID follows from the tax, so that a preview and the invoice refer to the same one. */
function automaticRate(world: World, tax: LocalTax, inclusive: boolean): TaxRate {
  const { country, state, percentage } = tax;
  const id = `txr_auto${country}${state ?? ""}${String(percentage).replace(".", "p")}${inclusive ? "in" : "ex"}`;
  return (
    world.store.get("tax_rate", id) ??
    world.store.put("tax_rate", {
      id,
      object: "tax_rate",
      active: false,
      country,
      created: world.clock.now(),
      description: null,
      display_name: tax.name,
      effective_percentage: percentage,
      flat_amount: null,
      inclusive,
      jurisdiction: state ?? country,
      jurisdiction_level: state === null ? "country" : "state",
      livemode: false,
      metadata: {},
      percentage,
      rate_type: "percentage",
      state,
      tax_type: tax.type,
    })
  );
}

import type Stripe from "stripe";
import { isActive } from "../../billing/taxes/automatic";
import { taxAt } from "../../engine/tax-table";
import { taxSettings } from "../../objects/tax-settings-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Registration = PublicTables["tax_registration"];
type Settings = Wire<Stripe.Tax.Settings>;

/** Where the account collects tax, and how prices include it. */
export function taxRoutes(api: Api): void {
  api.get("/v1/tax/settings", onlyExpand, taxSettings);
  api.post(
    "/v1/tax/settings",
    params<Stripe.Tax.SettingsUpdateParams>("Tax/Settings", "Tax.SettingsUpdateParams"),
    updateSettings,
  );
  api.post(
    "/v1/tax/registrations",
    params<Stripe.Tax.RegistrationCreateParams>("Tax/Registrations", "Tax.RegistrationCreateParams"),
    createRegistration,
  );
  api.get("/v1/tax/registrations/:id", onlyExpand, (world, _, id) => shown(world, fetchRegistration(world, id)));
  api.post(
    "/v1/tax/registrations/:id",
    params<Stripe.Tax.RegistrationUpdateParams>("Tax/Registrations", "Tax.RegistrationUpdateParams"),
    updateRegistration,
  );
  api.get(
    "/v1/tax/registrations",
    params<Stripe.Tax.RegistrationListParams>("Tax/Registrations", "Tax.RegistrationListParams"),
    (world, input) => {
      const rows = [...world.store.all("tax_registration")].map((row) => shown(world, row));
      const wanted = input.status === "all" ? undefined : input.status;
      return page(
        rows.filter(({ status }) => matches(status, wanted)),
        input,
        "/v1/tax/registrations",
      );
    },
  );
}

function updateSettings(world: World, input: Wire<Stripe.Tax.SettingsUpdateParams>): Settings {
  const before = taxSettings(world);
  const { city, country, line1, line2, postal_code, state } = input.head_office?.address ?? {};
  const settings: Settings = {
    ...before,
    defaults: {
      ...before.defaults,
      tax_behavior: input.defaults?.tax_behavior ?? before.defaults.tax_behavior,
      tax_code: input.defaults?.tax_code ?? before.defaults.tax_code,
    },
    head_office: input.head_office
      ? {
          address: {
            city: city || null,
            country: country || null,
            line1: line1 || null,
            line2: line2 || null,
            postal_code: postal_code || null,
            state: state || null,
          },
        }
      : before.head_office,
  };
  world.store.put("tax_settings", { id: "settings", settings });
  return settings;
}

/** @throws StripeFault 400 for a country or state whose rate isn't known here, which would be billed as no tax */
function createRegistration(world: World, input: Wire<Stripe.Tax.RegistrationCreateParams>): Registration {
  const country = input.country.toUpperCase();
  const found: unknown = Object.entries(input.country_options).find(([code]) => code === country.toLowerCase())?.[1];
  const options = Object(found) as { type?: string; state?: string };
  if (options.type === undefined)
    throw invalidRequest(
      `Missing required param: country_options[${country.toLowerCase()}].`,
      "country_options",
      "parameter_missing",
    );
  if (!taxAt({ country, state: options.state ?? null }))
    throw invalidRequest(
      `local-stripe knows no tax rate for ${options.state === undefined ? country : `${options.state}, ${country}`}.`,
      "country",
      "parameter_unsupported_locally",
    );
  const now = world.clock.now();
  return shown(
    world,
    world.store.put("tax_registration", {
      id: world.ids.next("taxreg"),
      object: "tax.registration",
      active_from: input.active_from === "now" ? now : Number(input.active_from),
      country,
      country_options: { [country.toLowerCase()]: found },
      created: now,
      expires_at: input.expires_at ?? null,
      livemode: false,
      status: "active",
    }),
  );
}

function updateRegistration(world: World, input: Wire<Stripe.Tax.RegistrationUpdateParams>, id: string): Registration {
  const before = fetchRegistration(world, id);
  const now = world.clock.now();
  const { active_from, expires_at } = input;
  return shown(
    world,
    world.store.put("tax_registration", {
      ...before,
      active_from: active_from === undefined ? before.active_from : active_from === "now" ? now : Number(active_from),
      expires_at:
        expires_at === undefined
          ? before.expires_at
          : expires_at === "now"
            ? now
            : expires_at === ""
              ? null
              : Number(expires_at),
    }),
  );
}

function fetchRegistration(world: World, id: string): Registration {
  const found = world.store.get("tax_registration", id);
  if (!found) throw noSuch("tax registration", id);
  return found;
}

/** The status follows from the clock. */
function shown(world: World, row: Registration): Registration {
  const now = world.clock.now();
  const status = isActive(row, now) ? "active" : row.active_from > now ? "scheduled" : "expired";
  return { ...row, status };
}

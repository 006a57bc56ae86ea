import type { PrivateTables } from "../store/tables";
import type { World } from "../world";

type TaxSettings = PrivateTables["tax_settings"]["settings"];

/** The account's tax settings; until they are changed, the seller's own address and Stripe's default behavior. */
export function taxSettings(world: World): TaxSettings {
  const stored = world.store.get("tax_settings", "settings");
  if (stored) return stored.settings;
  const [line1 = null, city = null] = world.settings.address;
  return {
    object: "tax.settings",
    defaults: { provider: "stripe", tax_behavior: "inferred_by_currency", tax_code: null },
    head_office: {
      address: { city, country: world.settings.country, line1, line2: null, postal_code: null, state: null },
    },
    livemode: false,
    status: "active",
    status_details: { active: {} },
  };
}

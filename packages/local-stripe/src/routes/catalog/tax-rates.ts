import type Stripe from "stripe";
import { emit, emitChange } from "../../events/emit";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type TaxRate = PublicTables["tax_rate"];

export function taxRateRoutes(api: Api): void {
  api.post("/v1/tax_rates", params<Stripe.TaxRateCreateParams>("TaxRates", "TaxRateCreateParams"), createTaxRate);
  api.get("/v1/tax_rates/:id", onlyExpand, (world, _, id) => fetchTaxRate(world, id));
  api.post("/v1/tax_rates/:id", params<Stripe.TaxRateUpdateParams>("TaxRates", "TaxRateUpdateParams"), updateTaxRate);
  api.get("/v1/tax_rates", params<Stripe.TaxRateListParams>("TaxRates", "TaxRateListParams"), (world, input) => {
    const rows = [...world.store.all("tax_rate")].filter(
      (rate) =>
        matches(rate.active, input.active) &&
        matches(rate.inclusive, input.inclusive) &&
        inRange(rate.created, input.created),
    );
    return page(rows, input, "/v1/tax_rates");
  });
}

function fetchTaxRate(world: World, id: string): TaxRate {
  const rate = world.store.get("tax_rate", id);
  if (!rate) throw noSuch("tax rate", id);
  return rate;
}

function createTaxRate(world: World, input: Wire<Stripe.TaxRateCreateParams>): TaxRate {
  if (input.percentage < 0 || input.percentage > 100) throw invalidRequest("Must be between 0 and 100.", "percentage");
  const rate = world.store.put("tax_rate", {
    id: world.ids.next("txr"),
    object: "tax_rate",
    active: input.active ?? true,
    country: input.country ?? null,
    created: world.clock.now(),
    description: input.description ?? null,
    display_name: input.display_name,
    effective_percentage: input.percentage,
    flat_amount: null,
    inclusive: input.inclusive,
    jurisdiction: input.jurisdiction ?? null,
    jurisdiction_level: null,
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    percentage: input.percentage,
    rate_type: "percentage",
    state: input.state ?? null,
    tax_type: input.tax_type ?? null,
  });
  emit(world, "tax_rate.created", rate);
  return rate;
}

/** The percentage can't change: it applies to invoices that were already sent. */
function updateTaxRate(world: World, input: Wire<Stripe.TaxRateUpdateParams>, id: string): TaxRate {
  const before = fetchTaxRate(world, id);
  const after = world.store.put("tax_rate", {
    ...before,
    active: input.active ?? before.active,
    country: input.country ?? before.country,
    description: input.description ?? before.description,
    display_name: input.display_name ?? before.display_name,
    jurisdiction: input.jurisdiction ?? before.jurisdiction,
    metadata: mergeMetadata(before.metadata, input.metadata),
    state: input.state ?? before.state,
    tax_type: input.tax_type ?? before.tax_type,
  });
  emitChange(world, "tax_rate.updated", before, after);
  return after;
}

import type Stripe from "stripe";
import { emitChange } from "../../events/emit";
import { fetchPrice } from "../../lookup/fetch";
import { searchResult } from "../../lookup/search-result";
import { mergeMetadata } from "../../objects/metadata";
import { claimLookupKey, createPrice, currencyOptions } from "../../objects/price-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Price = PublicTables["price"];

export function priceRoutes(api: Api): void {
  api.post("/v1/prices", params<Stripe.PriceCreateParams>("Prices", "PriceCreateParams"), (world, input) =>
    createPrice(world, input),
  );
  api.get("/v1/prices/search", params<Stripe.PriceSearchParams>("Prices", "PriceSearchParams"), (world, input) =>
    searchResult(world.store.all("price"), input, "prices"),
  );
  api.get("/v1/prices/:id", onlyExpand, (world, _, id) => fetchPrice(world, id));
  api.post("/v1/prices/:id", params<Stripe.PriceUpdateParams>("Prices", "PriceUpdateParams"), updatePrice);
  api.get("/v1/prices", params<Stripe.PriceListParams>("Prices", "PriceListParams"), listPrices);
}

function updatePrice(world: World, input: Wire<Stripe.PriceUpdateParams>, id: string): Price {
  const before = fetchPrice(world, id);
  if (input.lookup_key !== undefined && input.lookup_key !== before.lookup_key) {
    claimLookupKey(world, input.lookup_key, input.transfer_lookup_key ?? false);
  }
  const { currency_options: _, ...rest } = before;
  const after = world.store.put("price", {
    ...rest,
    ...changedOptions(before, input),
    active: input.active ?? before.active,
    lookup_key: input.lookup_key ?? before.lookup_key,
    metadata: mergeMetadata(before.metadata, input.metadata),
    nickname: input.nickname ?? before.nickname,
    tax_behavior: input.tax_behavior ?? before.tax_behavior,
  });
  emitChange(world, "price.updated", before, after);
  return after;
}

/** Options that aren't mentioned stay; an empty string removes all. */
function changedOptions(
  before: Price,
  { currency_options }: Wire<Stripe.PriceUpdateParams>,
): Pick<Price, "currency_options"> {
  const known = before.currency_options ? { currency_options: before.currency_options } : {};
  if (currency_options === undefined) return known;
  if (!currency_options) return {};
  const changed = currencyOptions(before.currency, currency_options, before.billing_scheme === "tiered");
  return { currency_options: { ...before.currency_options, ...changed.currency_options } };
}

function listPrices(world: World, input: Wire<Stripe.PriceListParams>): object {
  if (input.lookup_keys && input.lookup_keys.length > 10)
    throw invalidRequest("You may only specify up to 10 lookup keys.", "lookup_keys");
  const rows = [...world.store.all("price")].filter(
    (price) =>
      matches(price.active, input.active) &&
      matches(price.currency, input.currency?.toLowerCase()) &&
      matches(price.product, input.product) &&
      matches(price.type, input.type) &&
      (input.lookup_keys === undefined ||
        (price.lookup_key !== null && input.lookup_keys.includes(price.lookup_key))) &&
      matches(price.recurring?.interval, input.recurring?.interval) &&
      matches(price.recurring?.usage_type, input.recurring?.usage_type) &&
      matches(price.recurring?.meter, input.recurring?.meter) &&
      inRange(price.created, input.created),
  );
  return page(rows, input, "/v1/prices");
}

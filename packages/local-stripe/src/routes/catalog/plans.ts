import type Stripe from "stripe";
import { emit, emitChange } from "../../events/emit";
import { mergeMetadata } from "../../objects/metadata";
import { planOf } from "../../objects/plan-object";
import { createPrice } from "../../objects/price-object";
import { newProduct } from "../../objects/product-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Price = PublicTables["price"];
type Plan = Wire<Stripe.Plan>;

/** Plans are the legacy name of recurring prices, under the same ID. */
export function planRoutes(api: Api): void {
  api.post("/v1/plans", params<Stripe.PlanCreateParams>("Plans", "PlanCreateParams"), createPlan);
  api.get("/v1/plans/:id", onlyExpand, (world, _, id) => planOf(fetchRecurring(world, id)));
  api.post("/v1/plans/:id", params<Stripe.PlanUpdateParams>("Plans", "PlanUpdateParams"), updatePlan);
  api.delete("/v1/plans/:id", onlyExpand, deletePlan);
  api.get("/v1/plans", params<Stripe.PlanListParams>("Plans", "PlanListParams"), (world, input) => {
    const rows = [...world.store.all("price")].filter(
      (price) =>
        price.recurring !== null &&
        matches(price.active, input.active) &&
        matches(price.product, input.product) &&
        inRange(price.created, input.created),
    );
    return page(rows.map(planOf), input, "/v1/plans");
  });
}

function fetchRecurring(world: World, id: string): Price {
  const price = world.store.get("price", id);
  if (!price?.recurring) throw noSuch("plan", id);
  return price;
}

function createPlan(world: World, input: Wire<Stripe.PlanCreateParams>): Plan {
  const { product } = input;
  if (product === undefined) throw invalidRequest("Missing required param: product.", "product", "parameter_missing");
  if (input.id !== undefined && world.store.get("price", input.id))
    throw invalidRequest("Plan already exists.", "id", "resource_already_exists");
  const { interval, interval_count, meter, trial_period_days, usage_type } = input;
  const price = createPrice(
    world,
    {
      currency: input.currency,
      product: typeof product === "string" ? product : newProduct(world, withoutDetails(product)).id,
      active: input.active,
      billing_scheme: input.billing_scheme,
      unit_amount: input.amount,
      unit_amount_decimal: input.amount_decimal,
      nickname: input.nickname,
      metadata: input.metadata || {},
      recurring: { interval, interval_count, meter, trial_period_days, usage_type },
      tiers: input.tiers,
      tiers_mode: input.tiers_mode,
      transform_quantity: input.transform_usage,
    },
    input.id ?? world.ids.next("plan", 14),
  );
  const plan = planOf(price);
  emit(world, "plan.created", plan);
  return plan;
}

function withoutDetails(
  product: Exclude<Wire<Stripe.PlanCreateParams>["product"], string | undefined>,
): Wire<Stripe.ProductCreateParams> {
  const { active, id, metadata, name, statement_descriptor, tax_code, unit_label } = product;
  return { active, id, metadata, name, statement_descriptor, tax_code, unit_label };
}

function updatePlan(world: World, input: Wire<Stripe.PlanUpdateParams>, id: string): Plan {
  const before = fetchRecurring(world, id);
  const after = world.store.put("price", {
    ...before,
    active: input.active ?? before.active,
    metadata: mergeMetadata(before.metadata, input.metadata),
    nickname: input.nickname ?? before.nickname,
    recurring: before.recurring && {
      ...before.recurring,
      trial_period_days: input.trial_period_days ?? before.recurring.trial_period_days,
    },
  });
  emitChange(world, "price.updated", before, after);
  emitChange(world, "plan.updated", planOf(before), planOf(after));
  return planOf(after);
}

/** Deleted for new subscriptions. Existing ones keep it. */
function deletePlan(world: World, _: unknown, id: string): object {
  const price = fetchRecurring(world, id);
  world.store.delete("price", id);
  emit(world, "price.deleted", price);
  emit(world, "plan.deleted", planOf(price));
  return { id, object: "plan", deleted: true };
}

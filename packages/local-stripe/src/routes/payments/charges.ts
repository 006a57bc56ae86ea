import type Stripe from "stripe";
import { emitChange } from "../../events/emit";
import { fetchCharge } from "../../lookup/fetch";
import { searchResult } from "../../lookup/search-result";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Charge = PublicTables["charge"];

export function chargeRoutes(api: Api): void {
  api.get("/v1/charges/search", params<Stripe.ChargeSearchParams>("Charges", "ChargeSearchParams"), (world, input) =>
    searchResult(world.store.all("charge"), input, "charges"),
  );
  api.get("/v1/charges/:id", onlyExpand, (world, _, id) => fetchCharge(world, id));
  api.get("/v1/charges", params<Stripe.ChargeListParams>("Charges", "ChargeListParams"), (world, input) => {
    const all =
      typeof input.customer === "string"
        ? world.store.where("charge", "customer", input.customer)
        : world.store.all("charge");
    const rows = [...all].filter(
      (charge) =>
        matches(charge.customer, input.customer) &&
        matches(charge.payment_intent, input.payment_intent) &&
        matches(charge.transfer_group, input.transfer_group) &&
        inRange(charge.created, input.created),
    );
    return page(rows, input, "/v1/charges");
  });
  api.post("/v1/charges/:id", params<Stripe.ChargeUpdateParams>("Charges", "ChargeUpdateParams"), updateCharge);
}

function updateCharge(world: World, input: Wire<Stripe.ChargeUpdateParams>, id: string): Charge {
  const before = fetchCharge(world, id);
  const after = world.store.put("charge", {
    ...before,
    description: input.description ?? before.description,
    metadata: mergeMetadata(before.metadata, input.metadata),
    receipt_email: input.receipt_email ?? before.receipt_email,
  });
  emitChange(world, "charge.updated", before, after);
  return after;
}

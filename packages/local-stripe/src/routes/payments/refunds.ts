import type Stripe from "stripe";
import { createRefund } from "../../billing/payments/create-refund";
import { emitChange } from "../../events/emit";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Refund = PublicTables["refund"];

export function refundRoutes(api: Api): void {
  api.post("/v1/refunds", params<Stripe.RefundCreateParams>("Refunds", "RefundCreateParams"), createRefund);
  api.get("/v1/refunds/:id", onlyExpand, (world, _, id) => {
    const refund = world.store.get("refund", id);
    if (!refund) throw noSuch("refund", id);
    return refund;
  });
  api.post("/v1/refunds/:id", params<Stripe.RefundUpdateParams>("Refunds", "RefundUpdateParams"), updateRefund);
  api.post("/v1/refunds/:id/cancel", onlyExpand, (world, _, id) => {
    const refund = world.store.get("refund", id);
    if (!refund) throw noSuch("refund", id);
    throw invalidRequest(
      `Only refunds that require action can be canceled. This refund has a status of ${refund.status}.`,
      undefined,
      "status_transition_invalid",
    );
  });
  api.get("/v1/refunds", params<Stripe.RefundListParams>("Refunds", "RefundListParams"), (world, input) => {
    const rows = [...world.store.all("refund")].filter(
      (refund) =>
        matches(refund.charge, input.charge) &&
        matches(refund.payment_intent, input.payment_intent) &&
        inRange(refund.created, input.created),
    );
    return page(rows, input, "/v1/refunds");
  });
}

function updateRefund(world: World, input: Wire<Stripe.RefundUpdateParams>, id: string): Refund {
  const before = world.store.get("refund", id);
  if (!before) throw noSuch("refund", id);
  const after = world.store.put("refund", { ...before, metadata: mergeMetadata(before.metadata, input.metadata) });
  emitChange(world, "refund.updated", before, after);
  emitChange(world, "charge.refund.updated", before, after);
  return after;
}

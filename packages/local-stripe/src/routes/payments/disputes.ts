import type Stripe from "stripe";
import { closeDispute, isClosed } from "../../billing/disputes/close-dispute";
import { updateDispute } from "../../billing/disputes/submit-evidence";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { World } from "../../world";

type Dispute = PublicTables["dispute"];

export function disputeRoutes(api: Api): void {
  api.get("/v1/disputes/:id", onlyExpand, (world, _, id) => fetchDispute(world, id));
  api.post(
    "/v1/disputes/:id",
    params<Stripe.DisputeUpdateParams>("Disputes", "DisputeUpdateParams"),
    (world, input, id) => updateDispute(world, fetchDispute(world, id), input),
  );
  api.post("/v1/disputes/:id/close", onlyExpand, (world, _, id) => {
    const dispute = fetchDispute(world, id);
    if (isClosed(dispute))
      throw invalidRequest("This dispute is already closed.", undefined, "status_transition_invalid");
    return closeDispute(world, dispute, "lost");
  });
  api.get("/v1/disputes", params<Stripe.DisputeListParams>("Disputes", "DisputeListParams"), (world, input) => {
    const rows = [...world.store.all("dispute")].filter(
      (dispute) =>
        matches(dispute.charge, input.charge) &&
        matches(dispute.payment_intent, input.payment_intent) &&
        inRange(dispute.created, input.created),
    );
    return page(rows, input, "/v1/disputes");
  });
}

function fetchDispute(world: World, id: string): Dispute {
  const dispute = world.store.get("dispute", id);
  if (!dispute) throw noSuch("dispute", id);
  return dispute;
}

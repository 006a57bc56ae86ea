import type Stripe from "stripe";
import type { Api } from "../../wire/api";
import { onlyExpand } from "../../wire/params";
import type { Wire } from "../../wire/types";

/** There are no payouts here. Apps request the balance to check that a key works. */
export function balanceRoutes(api: Api): void {
  api.get("/v1/balance", onlyExpand, (): Wire<Stripe.Balance> => {
    const nothing = [{ amount: 0, currency: "usd", source_types: { card: 0 } }];
    return { object: "balance", available: nothing, livemode: false, pending: nothing };
  });
}

import { accountObject } from "../../objects/account-object";
import type { Api } from "../../wire/api";
import { onlyExpand } from "../../wire/params";

/** The account behind the key. It is set by the options at the start, as a person sets it in Stripe's dashboard. */
export function accountRoutes(api: Api): void {
  api.get("/v1/account", onlyExpand, (world) => accountObject(world));
}

import type { Api } from "../../wire/api";
import { noSuch } from "../../wire/errors";
import { onlyExpand } from "../../wire/params";

export function mandateRoutes(api: Api): void {
  api.get("/v1/mandates/:id", onlyExpand, (world, _, id) => {
    const mandate = world.store.get("mandate", id);
    if (!mandate) throw noSuch("mandate", id);
    return mandate;
  });
}

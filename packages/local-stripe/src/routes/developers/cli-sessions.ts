import { cliSession } from "../../events/cli-socket";
import type { Api } from "../../wire/api";
import type { Params } from "../../wire/params";
import type { JsonObject } from "../../wire/types";

/** The CLI's parameters aren't declared anywhere. */
const anyParams: Params<JsonObject> = { parse: (raw) => raw };

export function cliSessionRoutes(api: Api): void {
  api.post("/v1/stripecli/sessions", anyParams, (world) => cliSession(world));
}

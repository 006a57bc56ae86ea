import type Stripe from "stripe";
import { fetchWebhookEndpoint } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { noSuch } from "../../wire/errors";
import { inRange, page } from "../../wire/paging";
import { onlyExpand, type Params, params } from "../../wire/params";
import type { World } from "../../world";

export function eventRoutes(api: Api): void {
  api.get("/v1/events/:id", onlyExpand, (world, _, id) => {
    return fetchEvent(world, id);
  });
  // Used by `stripe events resend`; not declared anywhere.
  api.post("/v1/events/:id/retry", resendTo, (world, { webhook_endpoint }, id) => {
    const event = fetchEvent(world, id);
    const endpoints =
      webhook_endpoint === undefined
        ? [...world.store.all("webhook_endpoint")]
        : [fetchWebhookEndpoint(world, webhook_endpoint)];
    for (const endpoint of endpoints) {
      const delivery = world.store.where("delivery", "event", id).find((row) => row.endpoint === endpoint.id);
      const known = delivery ?? { id: world.ids.next("dlv"), event: id, endpoint: endpoint.id, attempts: [] };
      world.store.put("delivery", { ...known, nextAt: 0, delivered: false });
    }
    return event;
  });
  api.get("/v1/events", params<Stripe.EventListParams>("Events", "EventListParams"), (world, input) => {
    const rows = [...world.store.all("event")].filter(
      (event) =>
        (input.type === undefined || typeMatches(event.type, input.type)) &&
        (input.types === undefined || input.types.some((type) => typeMatches(event.type, type))) &&
        (input.delivery_success === undefined || (event.pending_webhooks === 0) === input.delivery_success) &&
        inRange(event.created, input.created),
    );
    return page(rows, input, "/v1/events");
  });
}

const resendTo: Params<{ webhook_endpoint?: string }> = {
  parse: ({ webhook_endpoint }) => (typeof webhook_endpoint === "string" ? { webhook_endpoint } : {}),
};

function fetchEvent(world: World, id: string): PublicTables["event"] {
  const event = world.store.get("event", id);
  if (!event) throw noSuch("event", id);
  return event;
}

/** `invoice.*` matches all invoice events. */
function typeMatches(type: string, wanted: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

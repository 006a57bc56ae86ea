import type Stripe from "stripe";
import type { Api } from "../wire/api";
import { missing } from "../wire/errors";
import { page, within } from "../wire/paging";
import { onlyExpand, params } from "../wire/params";

export function eventRoutes(api: Api): void {
  api.get("/v1/events/:id", onlyExpand, (world, _, id) => {
    const event = world.store.get("event", id);
    if (!event) throw missing("event", id);
    return event;
  });
  api.get("/v1/events", params<Stripe.EventListParams>("Events", "EventListParams"), (world, input) => {
    const rows = [...world.store.all("event")].filter(
      (event) =>
        (input.type === undefined || typeMatches(event.type, input.type)) &&
        (input.types === undefined || input.types.some((type) => typeMatches(event.type, type))) &&
        (input.delivery_success === undefined || (event.pending_webhooks === 0) === input.delivery_success) &&
        within(event.created, input.created),
    );
    return page(rows, input, "/v1/events");
  });
}

/** `invoice.*` stands for all of them. */
function typeMatches(type: string, wanted: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

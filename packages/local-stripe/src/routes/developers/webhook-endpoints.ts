import type Stripe from "stripe";
import { fetchWebhookEndpoint } from "../../lookup/fetch";
import { mergeMetadata, orNull } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { checkVersion } from "../../wire/authorize";
import { invalidRequest } from "../../wire/errors";
import { page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Endpoint = PublicTables["webhook_endpoint"];

export function webhookEndpointRoutes(api: Api): void {
  api.post(
    "/v1/webhook_endpoints",
    params<Stripe.WebhookEndpointCreateParams>("WebhookEndpoints", "WebhookEndpointCreateParams"),
    createEndpoint,
  );
  api.get("/v1/webhook_endpoints/:id", onlyExpand, (world, _, id) => fetchWebhookEndpoint(world, id));
  api.post(
    "/v1/webhook_endpoints/:id",
    params<Stripe.WebhookEndpointUpdateParams>("WebhookEndpoints", "WebhookEndpointUpdateParams"),
    updateEndpoint,
  );
  api.delete("/v1/webhook_endpoints/:id", onlyExpand, (world, _, id) => {
    fetchWebhookEndpoint(world, id);
    world.store.delete("webhook_endpoint", id);
    world.store.delete("endpoint_secret", id);
    return { id, object: "webhook_endpoint", deleted: true };
  });
  api.get(
    "/v1/webhook_endpoints",
    params<Stripe.WebhookEndpointListParams>("WebhookEndpoints", "WebhookEndpointListParams"),
    (world, input) => page(world.store.all("webhook_endpoint"), input, "/v1/webhook_endpoints"),
  );
}

/** The secret is only returned here. */
function createEndpoint(world: World, input: Wire<Stripe.WebhookEndpointCreateParams>): Endpoint {
  checkUrl(input.url);
  checkVersion(input.api_version, "api_version");
  if (input.enabled_events.length === 0) throw invalidRequest("You must specify at least one event.", "enabled_events");
  const id = world.ids.next("we");
  const secret = world.settings.webhookSecret ?? `whsec_${world.ids.token(32)}`;
  world.store.put("endpoint_secret", { id, secret });
  const endpoint = world.store.put("webhook_endpoint", {
    id,
    object: "webhook_endpoint",
    api_version: input.api_version ?? null,
    application: null,
    created: world.clock.now(),
    description: input.description || null,
    enabled_events: input.enabled_events,
    livemode: false,
    metadata: mergeMetadata({}, input.metadata),
    status: "enabled",
    url: input.url,
  });
  return { ...endpoint, secret };
}

function updateEndpoint(world: World, input: Wire<Stripe.WebhookEndpointUpdateParams>, id: string): Endpoint {
  const before = fetchWebhookEndpoint(world, id);
  if (input.url !== undefined) checkUrl(input.url);
  return world.store.put("webhook_endpoint", {
    ...before,
    description: orNull(input.description, before.description),
    enabled_events: input.enabled_events ?? before.enabled_events,
    metadata: mergeMetadata(before.metadata, input.metadata),
    status: input.disabled === undefined ? before.status : input.disabled ? "disabled" : "enabled",
    url: input.url ?? before.url,
  });
}

function checkUrl(url: string): void {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw invalidRequest(`Invalid URL: ${url}`, "url", "url_invalid");
}

import type { PublicTables } from "../store/tables";
import type { World } from "../world";

type Endpoint = PublicTables["webhook_endpoint"];

export function isSubscribed(endpoint: Endpoint, type: string): boolean {
  if (endpoint.status !== "enabled") return false;
  return endpoint.enabled_events.includes("*") || endpoint.enabled_events.includes(type);
}

/** An endpoint for all events that survives restarts, like `stripe listen --forward-to`. */
export function ensureEndpoint(world: World, url: string, secret: string | undefined): string {
  return world.store.transaction(() => {
    const existing = [...world.store.all("webhook_endpoint")].find((endpoint) => endpoint.url === url);
    const id = existing?.id ?? world.ids.next("we");
    const key =
      secret ??
      world.settings.webhookSecret ??
      world.store.get("endpoint_secret", id)?.secret ??
      `whsec_${world.ids.token(32)}`;
    world.store.put("webhook_endpoint", {
      id,
      object: "webhook_endpoint",
      api_version: null,
      application: null,
      created: existing?.created ?? world.clock.now(),
      description: "Forwarded by local-stripe",
      enabled_events: existing?.enabled_events ?? ["*"],
      livemode: false,
      metadata: {},
      status: "enabled",
      url,
    });
    world.store.put("endpoint_secret", { id, secret: key });
    return key;
  });
}

import type { Server } from "node:http";
import Stripe from "stripe";
import { type WebSocket, WebSocketServer } from "ws";
import type { PublicTables } from "../store/tables";
import { refuseCaller } from "../wire/callers";
import type { World } from "../world";
import { signatureHeader } from "./signature";

const protocol = "stripecli-devproxy-v1";
const path = "/_local/cli";
const secretId = "cli";

/** The session that `stripe listen` asks for. The signing secret stays the same, as at Stripe. */
export function cliSession(world: World): object {
  const existing = world.store.get("endpoint_secret", secretId);
  const { secret } =
    existing ?? world.store.put("endpoint_secret", { id: secretId, secret: `whsec_${world.ids.token(64)}` });
  return {
    object: "stripecli.session",
    default_version: Stripe.API_VERSION,
    display_connect_filter_warning: false,
    latest_version: Stripe.API_VERSION,
    // Seconds after which the CLI reconnects.
    reconnect_delay: 86_400,
    secret,
    websocket_authorized_feature: "webhooks",
    websocket_id: `cliws_${world.ids.token(24)}`,
    websocket_url: `${world.origin.replace(/^http/, "ws")}${path}`,
  };
}

/** The WebSocket for the official CLI. Every connected client gets every event, signed like a webhook. */
export class CliSocket {
  private readonly server = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  });
  /**
   * Events from before the first client connected, and events already sent: their rows change again when a webhook is
   * delivered.
   */
  private readonly seen = new Set<string>();

  constructor(
    private readonly world: World,
    http: Server,
    hosts: readonly string[],
  ) {
    http.on("upgrade", (request, socket, head) => {
      const { host, origin } = request.headers;
      // Browsers let any page open a WebSocket and read what comes, whatever its origin.
      if (!request.url?.startsWith(path) || refuseCaller({ method: "CONNECT", host, origin }, hosts)) {
        socket.destroy();
        return;
      }
      this.server.handleUpgrade(request, socket, head, (client) => this.accept(client));
    });
    world.store.onCommit((changes) => {
      if (this.server.clients.size === 0) return;
      for (const [table, id] of changes) if (table === "event") this.send(id);
    });
  }

  close(): void {
    for (const client of this.server.clients) client.terminate();
    this.server.close();
  }

  private accept(client: WebSocket): void {
    if (this.server.clients.size === 1) {
      this.seen.clear();
      for (const event of this.world.store.all("event")) this.seen.add(event.id);
    }
    // The CLI sends acknowledgments and the app's responses; it prints them itself.
    client.on("message", () => undefined);
    client.on("error", () => client.terminate());
  }

  private send(id: string): void {
    const event = this.world.store.get("event", id);
    if (!event || this.seen.has(id)) return;
    this.seen.add(id);
    // As Stripe does: once for the account's version and once for the latest. The CLI picks one.
    for (const version of [null, event.api_version]) {
      const message = JSON.stringify(this.webhookEvent(event, version));
      for (const client of this.server.clients) client.send(message);
    }
  }

  private webhookEvent(event: PublicTables["event"], version: string | null): object {
    const payload = JSON.stringify(event, null, 2);
    const secret = this.world.store.get("endpoint_secret", secretId)?.secret ?? "";
    return {
      type: "webhook_event",
      endpoint: { api_version: version },
      event_payload: payload,
      http_headers: {
        Accept: "*/*; q=0.5, application/xml",
        "Cache-Control": "no-cache",
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signatureHeader(payload, secret, this.world.clock.wallSeconds()),
        "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      },
      webhook_conversation_id: `wc_${event.id}`,
      webhook_id: `wh_${event.id}`,
    };
  }
}

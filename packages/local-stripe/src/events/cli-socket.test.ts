import { once } from "node:events";
import { expect, test } from "vitest";
import WebSocket from "ws";
import { type Harness, start, waitUntil } from "../testing/harness";

interface Session {
  websocket_url: string;
  websocket_id: string;
  websocket_authorized_feature: string;
  secret: string;
}

interface WebhookEvent {
  type: string;
  endpoint: { api_version: string | null };
  event_payload: string;
  http_headers: Record<string, string>;
}

async function session({ local }: Harness): Promise<Session> {
  const answer = await fetch(`${local.origin}/v1/stripecli/sessions`, {
    method: "POST",
    headers: { Authorization: "Bearer sk_test_x" },
    body: new URLSearchParams({ device_name: "test", "websocket_features[]": "webhooks" }),
  });
  return (await answer.json()) as Session;
}

async function listen({
  websocket_url,
  websocket_id,
}: Session): Promise<{ socket: WebSocket; events: WebhookEvent[] }> {
  const socket = new WebSocket(`${websocket_url}?websocket_feature=webhooks`, "stripecli-devproxy-v1", {
    headers: { "Websocket-Id": websocket_id },
  });
  const events: WebhookEvent[] = [];
  socket.on("message", (data: Buffer) => events.push(JSON.parse(data.toString("utf8")) as WebhookEvent));
  await once(socket, "open");
  return { socket, events };
}

test("a client like `stripe listen` gets each new event once per version, signed", async () => {
  const here = await start();
  await here.stripe.customers.create({ name: "Before" });
  const granted = await session(here);
  expect(granted).toMatchObject({ websocket_authorized_feature: "webhooks", secret: expect.stringMatching(/^whsec_/) });
  const { socket, events } = await listen(granted);
  expect(socket.protocol).toBe("stripecli-devproxy-v1");
  const customer = await here.stripe.customers.create({ name: "Ada" });
  await waitUntil(() => events.length === 2);
  // The CLI uses the one without a version, or the other with --latest.
  expect(events.map(({ endpoint }) => endpoint.api_version)).toEqual([null, "2026-10-28.endive"]);
  for (const { type, event_payload, http_headers } of events) {
    expect(type).toBe("webhook_event");
    const signature = http_headers["Stripe-Signature"] ?? "";
    const event = here.stripe.webhooks.constructEvent(event_payload, signature, granted.secret);
    expect(event).toMatchObject({ type: "customer.created", data: { object: { id: customer.id } } });
  }
  socket.send(JSON.stringify({ type: "event_ack", event_id: "evt_x" }));
  socket.close();
});

test("the signing secret stays the same across sessions, so the app doesn't need a new one", async () => {
  const here = await start();
  const [first, second] = [await session(here), await session(here)];
  expect(second.secret).toBe(first.secret);
  expect(second.websocket_id).not.toBe(first.websocket_id);
});

test("several clients can listen, and one that disconnects doesn't affect the others", async () => {
  const here = await start();
  const one = await listen(await session(here));
  const other = await listen(await session(here));
  one.socket.terminate();
  await here.stripe.customers.create();
  await waitUntil(() => other.events.length === 2);
});

test("refuses other paths and protocols", async () => {
  const here = await start();
  const { websocket_url } = await session(here);
  for (const socket of [
    new WebSocket(websocket_url.replace("/_local/cli", "/elsewhere"), "stripecli-devproxy-v1"),
    new WebSocket(websocket_url, "something-else"),
  ]) {
    const [error] = (await once(socket, "error")) as [Error];
    expect(error).toBeInstanceOf(Error);
  }
});

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refuseMalformedActions } from "./refuse-malformed-actions";

let server: Server;
let origin: string;
beforeAll(async () => {
  const application = refuseMalformedActions(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    response.end(text);
  });
  server = createServer(application).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

async function post(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const response = await fetch(`${origin}${path}`, { method: "POST", body, headers });
  return { status: response.status, text: await response.text() };
}

const action = { "next-action": "6093dd5dbde17ca5e80a52fdfa4d92dbb8052421db" };

describe("a server action's body", () => {
  it("reaches the action whole", async () => {
    expect(await post("/settings", '["id",{"name":"Ä"}]', action)).toEqual({
      status: 200,
      text: '["id",{"name":"Ä"}]',
    });
    const form = new FormData();
    form.set("_1_name", "Acme");
    form.set("0", '[{},"$K1"]');
    const sent = await post("/settings", form, action);
    expect([sent.status, sent.text.includes("Acme")]).toEqual([200, true]);
  });

  it("is refused with 400 and a message when it can't be read", async () => {
    const broken = { "content-type": "multipart/form-data; boundary=x" };
    for (const [body, headers] of [
      ["[", action],
      ["", action],
      ["nonsense", { ...action, ...broken }],
      ["nonsense", broken],
      ["x", { ...action, "content-type": "multipart/form-data" }],
    ] as const) {
      const { status, text } = await post("/settings", body, headers);
      expect([body, status, JSON.parse(text).code]).toEqual([body, 400, "invalid_input"]);
    }
  });
});

it("leaves everything else alone: pages, endpoints and other forms", async () => {
  expect(await post("/settings/export", "[")).toEqual({ status: 200, text: "[" });
  expect(await post("/api/v1/usage/track", "[", action)).toEqual({ status: 200, text: "[" });
  expect((await fetch(`${origin}/settings`, { headers: action })).status).toBe(200);
});

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refuseMalformed } from "./refuse-malformed";

let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer(refuseMalformed((_request, response) => response.end("Next"))).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

/** Sends bytes that no well-behaved client would. @returns the status line's code and the whole answer. */
async function send(start: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  const socket = connect(port, "127.0.0.1");
  const lines = Object.entries({ Host: "localhost:3000", Connection: "close", ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.write(`${start} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  let text = "";
  socket.on("data", (data) => {
    text += data;
  });
  await once(socket, "close");
  return [Number(text.split(" ")[1]), text];
}

describe("the web server", () => {
  it.each(["/api/v1/usage/reservations/%ff/commit", "/%", "/admin/organizations/%E0%A4%A", "/pricing/%C0%AF"])(
    "refuses an address that can't be decoded: %s",
    async (path) => {
      const [status, text] = await send(`POST ${path}`);
      expect([status, /application\/problem\+json/.test(text)]).toEqual([400, true]);
    },
  );

  it("refuses an invalid URL", async () => {
    expect((await send("POST *"))[0]).toBe(400);
    expect((await send("OPTIONS *"))[0]).toBe(400);
  });

  it.each(["TRACE", "PURGE", "LINK"])("refuses the method %s and lists the supported ones", async (method) => {
    const [status, text] = await send(`${method} /`);
    expect([status, /^Allow: GET, HEAD, POST/m.test(text)]).toEqual([405, true]);
  });

  it.each(["/", "/pricing", "/docs/api", "/unsubscribe", "/dashboard"])(
    "refuses what another site sends to the page %s",
    async (path) => {
      const action = { "Next-Action": "abc", "Content-Type": "text/plain", "Content-Length": "0" };
      expect((await send(`POST ${path}`, { ...action, "Sec-Fetch-Site": "cross-site" }))[0]).toBe(403);
      expect((await send(`POST ${path}`, { ...action, Origin: "https://evil.example" }))[0]).toBe(403);
      expect((await send(`POST ${path}`, { ...action, Origin: "http://localhost:3000" }))[0]).toBe(200);
    },
  );

  it.each(["GET /", "GET /plants/%C3%A9?q=%ff", "POST /api/webhooks/stripe", "HEAD /pricing"])(
    "passes on %s",
    async (start) => {
      expect((await send(start, { Origin: "https://mail.example", "Content-Length": "0" }))[0]).toBe(200);
    },
  );
});

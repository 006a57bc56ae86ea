import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { limitBodies } from "./limit-bodies";

/** What the application behind got: the bytes of each body it read. */
const bodies: number[] = [];
let server: Server;
let port: number;
beforeAll(async () => {
  const application = async (request: IncomingMessage) => {
    let size = 0;
    for await (const chunk of request) size += chunk.byteLength;
    bodies.push(size);
    return JSON.stringify({ url: request.url, method: request.method, size, host: request.headers.host });
  };
  server = createServer(
    limitBodies((request, response) => void application(request).then((answer) => response.end(answer)), {
      timeoutMs: 600,
    }),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => void bodies.splice(0));
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
const session = { cookie: "theme=dark; gatehouse.session=abc" };
const publicPaths = [
  "/sign-in",
  "/sign-up",
  "/reset",
  "/invite/abc",
  "/api/auth/callback/credentials",
  "/api/unsubscribe",
  "/",
];

/** Sends `megabytes` without announcing a length, as fast as the server takes them. */
async function stream(path: string, megabytes: number, headers: Record<string, string> = {}) {
  const chunk = Buffer.alloc(megabyte, "a");
  const request = httpRequest({ port, host: "127.0.0.1", path, method: "POST", headers });
  request.on("error", () => undefined);
  Readable.from(Array.from({ length: megabytes }, () => chunk)).pipe(request);
  const began = performance.now();
  const [response] = await once(request, "response");
  const tookMs = performance.now() - began;
  let text = "";
  for await (const part of response) text += part;
  const sent = request.socket?.bytesWritten ?? 0;
  request.destroy();
  return { status: response.statusCode, text, tookMs, sent, connection: response.headers.connection };
}

async function send(path: string, bytes: number, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers,
    body: "a".repeat(bytes),
  });
  return { status: response.status, body: await response.json() };
}

describe("a body without a session or key", () => {
  it.each(publicPaths)("of 150 MB in chunks is refused at once at %s, and stays unread", async (path) => {
    const before = process.memoryUsage().rss;
    const { status, text, tookMs, sent, connection } = await stream(path, 150);
    expect([status, JSON.parse(text).code, connection]).toEqual([413, "too_large", "close"]);
    expect(tookMs).toBeLessThan(2_000);
    expect(sent).toBeLessThan(20 * megabyte);
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * megabyte);
    expect(bodies).toEqual([]);
  });

  it("is refused by the length it announces, before any of it is sent", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 157286400\r\n\r\n");
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
    await once(socket, "close");
    expect(bodies).toEqual([]);
  });

  it.each(publicPaths)("of 16 KiB passes at %s, and one byte more doesn't", async (path) => {
    expect(await send(path, 16 * kilobyte)).toMatchObject({ status: 200, body: { size: 16 * kilobyte } });
    expect((await send(path, 16 * kilobyte + 1)).status).toBe(413);
  });

  it("has the same limit with a made-up session, where signing in isn't needed", async () => {
    expect((await send("/sign-in", 17 * kilobyte, session)).status).toBe(413);
    expect((await stream("/sign-in", 1, session)).status).toBe(413);
  });

  it.each(["/team", "/api/v1/billing/preview"])("has the same limit at %s, where it is needed", async (path) => {
    expect((await send(path, 17 * kilobyte)).status).toBe(413);
    expect((await send(path, 17 * kilobyte, session)).status).toBe(200);
    expect((await send(path, 17 * kilobyte, { authorization: "Bearer gh_org_x" })).status).toBe(200);
  });

  it("of more than 1 MiB is refused everywhere", async () => {
    expect((await stream("/team", 20, session)).status).toBe(413);
    expect((await send("/api/v1/usage/reserve", megabyte + 1, { authorization: "Bearer x" })).status).toBe(413);
    expect(bodies).toEqual([]);
  });

  it("in chunks under the limit reaches the application whole, with everything else the request said", async () => {
    const request = httpRequest({ port, host: "127.0.0.1", path: "/sign-in?next=/team", method: "POST" });
    request.write("a".repeat(5_000));
    request.write("b".repeat(5_000));
    request.end();
    const [response] = await once(request, "response");
    let text = "";
    for await (const part of response) text += part;
    expect(JSON.parse(text)).toEqual({
      url: "/sign-in?next=/team",
      method: "POST",
      size: 10_000,
      host: `127.0.0.1:${port}`,
    });
  });

  it("that ends halfway never reaches the application, and the next request is served", async () => {
    const leaving = httpRequest({ port, host: "127.0.0.1", path: "/sign-in", method: "POST" });
    leaving.on("error", () => undefined);
    leaving.write("half");
    await once(server, "request");
    leaving.destroy();
    expect((await send("/sign-in", 10)).status).toBe(200);
    expect(bodies).toEqual([10]);
  });
});

/** The first line that a raw request gets. The client keeps the connection open. */
async function answerTo(head: string[], body: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  const [data] = await once(socket, "data");
  socket.destroy();
  return String(data).split("\r\n", 1)[0] ?? "";
}

it("gives a body up that trickles", async () => {
  const head = ["POST /sign-in HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked"];
  expect(await answerTo(head, "3\r\nabc\r\n")).toBe("HTTP/1.1 408 Request Timeout");
  expect(bodies).toEqual([]);
});

import { once } from "node:events";
import { createServer, request as httpRequest, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { readText } from "@/lib/http";
import { apiPolicy, securityHeaders } from "@/lib/security-headers";
import { expectLog } from "@/testing/logs";
import { fastRoutes, withFastPath } from "./fast-path";

const byNext: RequestListener = (request, response) => {
  request.resume();
  response.end(`Next got ${request.url}`);
};

/** One route fails, and one records the bodies it reads. */
const testRoutes = new Map([
  ["POST /broken", { handler: () => Promise.reject(new Error("unhandled")) }],
  ["POST /recording", { handler: (request: Request) => readText(request, 9).then(record, record) }],
]);
const bodies: unknown[] = [];
const record = (body: unknown) => {
  bodies.push(body);
  return new Response();
};

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer(withFastPath(new Map([...fastRoutes, ...testRoutes]), byNext)).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => void vi.restoreAllMocks());

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

const megabyte = "x".repeat(1024 * 1024);

async function post(path: string, headers: Record<string, string> = {}, body = "{}") {
  const response = await fetch(origin + path, { method: "POST", headers, body });
  const text = await response.text();
  return { status: response.status, type: response.headers.get("content-type"), headers: response.headers, text };
}

describe("the fast path", () => {
  it.each([
    ["/api/v1/usage/track", 401],
    ["/api/v1/usage/track?of=us", 401],
    ["/api/webhooks/stripe", 400],
  ])("serves POST %s", async (path, status) => {
    expect(await post(path)).toMatchObject({ status, type: "application/problem+json" });
  });

  it("serves an entitlement check with a platform key", async () => {
    // There is no database to look the key up in.
    expectLog("a service is unavailable");
    const authorization = `Bearer gh_platform_${"x".repeat(43)}`;
    const question = JSON.stringify({ organization: "acme", feature: "sso_saml" });
    expect(await post("/api/v1/features/check", { authorization }, question)).toMatchObject({ status: 503 });
  });

  it.each(["features/available", "subscription/usage", "usage/current", "usage/limits"])(
    "serves GET %s with a key",
    async (path) => {
      expectLog("a service is unavailable");
      const headers = { authorization: `Bearer gh_platform_${path.padEnd(43, "x").replace("/", "_")}` };
      expect((await fetch(`${origin}/api/v1/${path}?organization=acme`, { headers })).status).toBe(503);
    },
  );

  it("sends the headers that Next sends", async () => {
    const { headers } = await post("/api/v1/usage/track");
    for (const { key, value } of [...securityHeaders, apiPolicy]) {
      expect(headers.get(key)).toBe(value);
    }
  });

  it("rejects an oversized body, with or without an announced length", async () => {
    expect((await post("/api/webhooks/stripe", {}, megabyte)).status).toBe(413);
    expect(await postStreamed("/api/webhooks/stripe", megabyte)).toBe(413);
  });

  it("tells the handler that the client disconnected, and serves the next request", async () => {
    const leaving = httpRequest(`${origin}/recording`, { method: "POST", headers: { "content-length": 9 } });
    leaving.on("error", () => undefined);
    leaving.write("half");
    await once(server, "request");
    leaving.destroy();
    await expect.poll(() => bodies).toEqual([expect.objectContaining({ code: "invalid_input" })]);
    expect(await post("/recording", {}, "all of it")).toMatchObject({ status: 200 });
    expect(bodies.at(-1)).toBe("all of it");
  });

  it("closes the connection and logs when a handler fails", async () => {
    expectLog("a request got no response");
    await expect(post("/broken")).rejects.toThrow();
  });
});

describe("passed on to Next", () => {
  it.each([
    "/",
    "/api/v1/usage/reserve",
    "/api/v1/usage/track/",
    "/api/v1/usage/%74rack",
    "//api/v1/usage/track",
    "/api/v1/features/check",
  ])("POST %s", async (path) => {
    expect((await post(path)).text).toBe(`Next got ${path}`);
  });

  it.each(["features/available", "usage/current"])("GET %s without a key", async (path) => {
    const response = await fetch(`${origin}/api/v1/${path}`, { headers: { cookie: "gatehouse.session=1" } });
    expect(await response.text()).toBe(`Next got /api/v1/${path}`);
  });

  it("requests with another method", async () => {
    const response = await fetch(`${origin}/api/v1/usage/track`);
    expect(await response.text()).toBe("Next got /api/v1/usage/track");
  });

  it("requests with an organization key", async () => {
    const { text } = await post("/api/v1/features/check", { authorization: "Bearer gh_org_unknown" });
    expect(text).toContain("Next got");
  });
});

/** Posts a body without an announced length. @returns the response status. */
async function postStreamed(path: string, body: string): Promise<number | undefined> {
  const request = httpRequest(origin + path, { method: "POST" });
  request.on("error", () => undefined);
  Readable.from([body]).pipe(request);
  const [response] = await once(request, "response");
  response.resume();
  return response.statusCode;
}

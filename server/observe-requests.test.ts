import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { route } from "@/lib/http";
import { currentRequestId } from "@/lib/telemetry";
import { startCounting, stopCounting } from "@/lib/telemetry/telemetry";
import { expectLog } from "@/testing/logs";
import { observeRequests } from "./observe-requests";
import { routeTemplates } from "./route-templates";

const routes = routeTemplates(
  {
    staticRoutes: [{ page: "/api/live" }, { page: "/admin/organizations" }],
    dynamicRoutes: [
      { page: "/admin/organizations/[id]", regex: "^/admin/organizations/([^/]+?)(?:/)?$" },
      { page: "/site/[product]/pricing", regex: "^/site/([^/]+?)/pricing(?:/)?$" },
      { page: "/site/[product]", regex: "^/site/([^/]+?)(?:/)?$" },
      { page: "/api/[[...path]]", regex: "^/api(?:/(.+?))?(?:/)?$" },
    ],
  },
  (path) => ({ "/": "/site/unison", "/pricing": "/site/unison/pricing" })[path],
);

let running: ReturnType<typeof createServer> | undefined;
afterEach(() => {
  running?.close();
  running?.closeAllConnections();
  stopCounting();
});

async function serve(listener: RequestListener): Promise<string> {
  running = createServer(observeRequests(routes, listener));
  running.listen(0, "127.0.0.1");
  await once(running, "listening");
  return `http://127.0.0.1:${(running.address() as AddressInfo).port}`;
}

const echo: RequestListener = (request, response) =>
  response.end(JSON.stringify([currentRequestId(), request.headers["x-request-id"]]));

describe("the ID of a request", () => {
  it("is new, and the same in the response, the context and the headers that pages read", async () => {
    const url = await serve(echo);
    const [one, other] = [await fetch(url), await fetch(url)];
    const id = one.headers.get("x-request-id");
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await one.json()).toEqual([id, id]);
    expect(other.headers.get("x-request-id")).not.toBe(id);
  });

  it("is the one that a proxy sends", async () => {
    const response = await fetch(await serve(echo), { headers: { "x-request-id": "01JDX9YZ7Q.proxy-1" } });
    expect(response.headers.get("x-request-id")).toBe("01JDX9YZ7Q.proxy-1");
    expect(await response.json()).toEqual(["01JDX9YZ7Q.proxy-1", "01JDX9YZ7Q.proxy-1"]);
  });

  it.each(["short", "x".repeat(129), "a b c d e f g h", '{"level":"error"}', "-dashes-first-", "id, id, id, id"])(
    "is not taken from a client that sends %j",
    async (given) => {
      const response = await fetch(await serve(echo), { headers: { "x-request-id": given } });
      expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it("is in problem documents", async () => {
    expectLog("a service is unavailable");
    const handler = route(async () => {
      throw Object.assign(new Error("away"), { code: "ECONNREFUSED" });
    });
    const url = await serve(async (_, response) =>
      response.end(await (await handler(new Request("http://x/"))).text()),
    );
    const response = await fetch(url);
    expect(await response.json()).toMatchObject({
      code: "unavailable",
      requestId: response.headers.get("x-request-id"),
    });
  });
});

it("under another server, a request has the ID it brings", async () => {
  const handler = route(async () => Response.json({ id: currentRequestId() }));
  const response = await handler(new Request("http://x/", { headers: { "x-request-id": "given-by-proxy" } }));
  expect(response.headers.get("x-request-id")).toBe("given-by-proxy");
  expect(await response.json()).toEqual({ id: "given-by-proxy" });
});

describe("requests are counted", () => {
  const counted = async () => {
    const { values } = await startCounting().requests.get();
    return values
      .filter(({ metricName }) => metricName?.endsWith("_count"))
      .map(({ labels: { route: template, method, status }, value }) => [template, method, status, value]);
  };

  it("by the template of their route, never by their path", async () => {
    startCounting();
    const url = await serve((_, response) => response.end("ok"));
    for (const path of [
      "/api/live",
      "/api/live?x=1",
      "/admin/organizations/1",
      "/admin/organizations/2",
      "/",
      "/pricing",
    ]) {
      await (await fetch(url + path)).text();
    }
    for (let scan = 0; scan < 50; scan += 1) await (await fetch(`${url}/wp-${scan}.php`)).text();
    await (await fetch(`${url}/api/nothing/${"x".repeat(300)}`, { method: "PURGE" })).text();
    expect(await counted()).toEqual([
      ["/api/live", "GET", "200", 2],
      ["/admin/organizations/[id]", "GET", "200", 2],
      ["/", "GET", "200", 1],
      ["/pricing", "GET", "200", 1],
      ["unmatched", "GET", "200", 50],
      ["/api/[[...path]]", "other", "200", 1],
    ]);
  });

  it("with the status `aborted` if the client leaves first", async () => {
    startCounting();
    const url = await serve(() => undefined);
    await fetch(`${url}/api/live`, { signal: AbortSignal.timeout(50) }).catch(() => undefined);
    await expect.poll(counted).toEqual([["/api/live", "GET", "aborted", 1]]);
  });

  it("only if metrics are on", async () => {
    await (await fetch(await serve((_, response) => response.end("ok")))).text();
    expect(await counted()).toEqual([]);
  });
});

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { siteHeader } from "@/lib/site";
import { serveSite } from "./site";

let server: Server;
let origin: string;
beforeAll(async () => {
  const handler = serveSite("acme", ({ url, headers }, response) => {
    response.end(JSON.stringify({ url, mapped: headers[siteHeader] !== undefined }));
  });
  server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

const ask = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(origin + path, { headers })).json();

describe("the web server", () => {
  it.each([
    ["/", "/site/acme"],
    ["/?utm_source=mail", "/site/acme?utm_source=mail"],
    ["/pricing?plan=team", "/site/acme/pricing?plan=team"],
  ])("maps %s to the page of its product", async (path, url) => {
    expect(await ask(path)).toEqual({ url, mapped: true });
  });

  it.each(["/dashboard", "/pricing/", "/site/acme", "/api/health?deep=1"])("leaves %s to Next", async (path) => {
    expect(await ask(path)).toEqual({ url: path, mapped: false });
  });

  it("doesn't believe a visitor who says that a path is mapped", async () => {
    expect(await ask("/site/globex/pricing", { [siteHeader]: "1" })).toEqual({
      url: "/site/globex/pricing",
      mapped: false,
    });
  });
});

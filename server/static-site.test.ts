import { once } from "node:events";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBuildScripts } from "./content-security";
import { inlineScriptSources } from "./inline-scripts";
import { readSiteHtml, type SiteHtml, serveSiteHtml } from "./static-site";

const built = "https://build.example.com";
const own = "https://app.example.com";
const script = `<script>self.__next_f.push([1,"${built}/pricing"])</script>`;
const page = `<html><head><link rel="canonical" href="${built}/pricing"/><meta property="og:image" content="${built}/opengraph-image"/></head>${script}</html>`;

let folder: string;
let pages: SiteHtml;
let server: Server;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "static-site-"));
  const files = {
    "/site/acme/pricing": page,
    "/site/acme": "<html>Home</html>",
    "/site/acme-other": page,
    "/sign-up": page,
  };
  for (const [path, html] of Object.entries(files)) {
    const file = join(folder, "server/app", `${path}.html`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, html);
  }
  const routes = Object.fromEntries(Object.keys(files).map((path) => [path, {}]));
  await writeFile(join(folder, "prerender-manifest.json"), JSON.stringify({ routes }));
  pages = await readSiteHtml(folder, "/site/acme", own);
  const listener = await serveSiteHtml(pages, (_request, response) => response.end("by Next"));
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

describe("the site's static pages", () => {
  it("are those of the product, with the address at run time in place of the build's", () => {
    expect([...pages.keys()].sort()).toEqual(["/site/acme", "/site/acme/pricing"]);
    expect(pages.get("/site/acme/pricing")).toBe(page.replaceAll(built, own));
    expect(pages.get("/site/acme")).toBe("<html>Home</html>");
  });

  it("may run the scripts they have now, not those of the build", async () => {
    const { byPath } = await readBuildScripts(folder, pages);
    const now = inlineScriptSources(page.replaceAll(built, own));
    expect(byPath.get("/site/acme/pricing")).toEqual(expect.arrayContaining(now));
    expect(byPath.get("/sign-up")).toEqual(expect.arrayContaining(inlineScriptSources(page)));
  });

  it("are served with security headers, zipped if the browser takes that, and not again if it has them", async () => {
    const response = await fetch(`${origin}/site/acme/pricing?plan=team`);
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toBe(page.replaceAll(built, own));
    const etag = response.headers.get("etag") ?? "";
    const again = await fetch(`${origin}/site/acme/pricing`, { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const plain = await fetch(`${origin}/site/acme`, { headers: { "accept-encoding": "identity" } });
    expect([plain.headers.get("content-encoding"), await plain.text()]).toEqual([null, "<html>Home</html>"]);
    const head = await fetch(`${origin}/site/acme`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it.each([
    ["a request of the router", "/site/acme/pricing", { headers: { rsc: "1" } }],
    ["a form", "/site/acme/pricing", { method: "POST" }],
    ["another page", "/sign-up", {}],
  ])("leave %s to Next", async (_, path, init) => {
    expect(await (await fetch(origin + path, init)).text()).toBe("by Next");
  });
});

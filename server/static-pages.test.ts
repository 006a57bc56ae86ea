import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, get, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readStaticPages, serveStaticPages } from "./static-pages";

const data = (origin: string) => {
  const text = `${origin}/long text é`;
  const row = `1:T${Buffer.byteLength(text).toString(16)},${text}0:["$","p",null,{"children":"$1"}]\n`;
  return `(self.__next_f=self.__next_f||[]).push([0]);self.__next_f.push([1,${JSON.stringify(row)}])`;
};
const page = (origin: string) =>
  `<html><head><link rel="canonical" href="${origin}/pricing"/></head><body>${origin}, http://localhost:30001<script>${data(origin)}</script></body></html>`;
let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "build-"));
  const files: Record<string, string> = {
    "prerender-manifest.json": JSON.stringify({ routes: { "/site/acme/pricing": {}, "/site/other/terms": {} } }),
    "server/app/site/acme/pricing.html": page("http://localhost:3000"),
    "server/app/site/other/terms.html": "<p>Other</p>",
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const pages = await readStaticPages(folder, { product: "acme", origin: "https://acme.example" });
  server = createServer(serveStaticPages(pages, (_request, response) => response.end("by Next"))).listen(
    0,
    "127.0.0.1",
  );
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});

type Answer = { status: number | undefined; headers: IncomingHttpHeaders; body: Buffer };

const ask = (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> =>
  new Promise((resolve, reject) => {
    get({ port, host: "127.0.0.1", path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on("error", reject);
  });

describe("a marketing page", () => {
  it("is served from memory, also with a query, for the address of this deployment", async () => {
    for (const path of ["/pricing", "/pricing?plan=team"]) {
      const { status, headers, body } = await ask(path);
      expect([status, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
      expect(String(body)).toBe(page("https://acme.example"));
    }
  });

  it("has the security headers, and a policy that allows its inline scripts alone", async () => {
    const { headers } = await ask("/pricing");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'sha256-[^']+';/);
  });

  it("is compressed as the browser takes it", async () => {
    const plain = (await ask("/pricing")).body;
    const br = await ask("/pricing", { "accept-encoding": "gzip, deflate, br" });
    expect(br.headers["content-encoding"]).toBe("br");
    expect(brotliDecompressSync(br.body)).toEqual(plain);
    const gzip = await ask("/pricing", { "accept-encoding": "gzip, br;q=0" });
    expect(gzip.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(gzip.body)).toEqual(plain);
    expect(br.headers.vary).toContain("Accept-Encoding");
  });

  it("isn't sent again to a browser that has it", async () => {
    const { headers } = await ask("/pricing");
    const again = await ask("/pricing", { "if-none-match": headers.etag ?? "" });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it("answers HEAD with its headers alone", async () => {
    const { headers, body } = await ask("/pricing", {}, "HEAD");
    expect(Number(headers["content-length"])).toBeGreaterThan(100);
    expect(body.length).toBe(0);
  });
});

describe("Next serves", () => {
  it.each([
    ["a page that isn't built", "/", {}, "GET"],
    ["another product's page", "/terms", {}, "GET"],
    ["the path that only the build uses", "/site/acme/pricing", {}, "GET"],
    ["an encoded path", "/p%72icing", {}, "GET"],
    ["the data of a page", "/pricing", { rsc: "1" }, "GET"],
    ["the same by its address", "/pricing?_rsc=abc", {}, "GET"],
    ["a form", "/pricing", {}, "POST"],
  ] as const)("%s", async (_what, path, headers, method) => {
    expect(String((await ask(path, headers, method)).body)).toBe("by Next");
  });
});

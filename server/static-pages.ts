import { createHash } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { ownPagePolicy } from "@/lib/page-policy";
import { policyHeader, securityHeaders } from "@/lib/security-headers";
import { sitePages, sitePath } from "@/lib/site";
import { inlineScriptSources, staticPages } from "./inline-scripts";
import { changeTexts } from "./shrink-page";

type Encoding = "br" | "gzip" | "identity";

/** A page as it is sent. */
export type StaticPage = {
  headers: Readonly<Record<string, string>>;
  etag: string;
  body: (encoding: Encoding) => Promise<Buffer>;
};

/** Shared caches may keep a page until the next deployment clears them, as Next says of static pages. */
const cacheControl = "s-maxage=31536000";

/** Requests with one of these headers want the page's data, which Next serves. */
const dataHeaders = [
  "rsc",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-router-state-tree",
  "next-url",
];

/**
 * Reads the marketing pages of `product` from a build, by the path that visitors see. The build may have been made for another
 * address, so links to the build's own address, such as the canonical one, get `origin`.
 */
export async function readStaticPages(
  buildFolder: string,
  { product, origin }: { product: string; origin: string },
): Promise<Map<string, StaticPage>> {
  const built = new Map((await staticPages(buildFolder)).map(({ path, html }) => [path, html]));
  return new Map(
    sitePages.flatMap((path) => {
      const html = built.get(sitePath(product, path) ?? "");
      return html === undefined ? [] : [[path, pageOf(withOrigin(html, path, origin))] as const];
    }),
  );
}

/** The canonical link says for which address the page was built. */
function withOrigin(html: string, path: string, origin: string): string {
  const [, canonical = ""] = /<link rel="canonical" href="([^"]+)"/.exec(html) ?? [];
  const built = canonical.endsWith(path) || path === "/" ? URL.parse(canonical)?.origin : undefined;
  if (!built || built === origin) return html;
  // Not where a longer host name or port begins with it.
  const change = (text: string) =>
    text.split(built).reduce((before, rest) => before + (/^[\w.:-]/.test(rest) ? built : origin) + rest);
  return changeTexts(html, change) ?? html;
}

function pageOf(html: string): StaticPage {
  const identity = Buffer.from(html);
  const bodies = new Map<Encoding, Promise<Buffer>>([["identity", Promise.resolve(identity)]]);
  const body = (encoding: Encoding): Promise<Buffer> => {
    const known = bodies.get(encoding);
    if (known) return known;
    const compressed = compressors[encoding](identity);
    bodies.set(encoding, compressed);
    return compressed;
  };
  return {
    etag: createHash("sha256").update(identity).digest("base64url").slice(0, 22),
    headers: {
      ...Object.fromEntries(securityHeaders.map(({ key, value }) => [key, value])),
      [policyHeader]: ownPagePolicy(inlineScriptSources(html)),
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": cacheControl,
      Vary: [...dataHeaders, "Accept-Encoding"].join(", "),
    },
    body,
  };
}

/** A page is compressed once, so well that it would take too long for each request. */
const compressors: Readonly<Record<Encoding, (data: Buffer) => Promise<Buffer>>> = {
  br: (data) => promisify(brotliCompress)(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (data) => promisify(gzip)(data, { level: 9 }),
  identity: async (data) => data,
};

/** Serves `pages` from memory, and everything else through `next`, which would read, hash and compress a page for each request. */
export function serveStaticPages(pages: ReadonlyMap<string, StaticPage>, next: RequestListener): RequestListener {
  return (request, response) => {
    const page = wantsPage(request) ? pages.get(pathOf(request)) : undefined;
    if (page) void send(page, request, response);
    else next(request, response);
  };
}

function wantsPage({ method, url = "", headers }: IncomingMessage): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  return !url.includes("_rsc=") && dataHeaders.every((name) => headers[name] === undefined);
}

async function send(page: StaticPage, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const encoding = encodingOf(request.headers["accept-encoding"]);
  // Weak: the same page in another encoding is the same page.
  const etag = `W/"${page.etag}"`;
  for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
  response.setHeader("ETag", etag);
  if (request.headers["if-none-match"]?.split(/,\s*/).includes(etag)) {
    response.statusCode = 304;
    return void response.end();
  }
  const body = await page.body(encoding);
  if (encoding !== "identity") response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Length", body.byteLength);
  response.end(request.method === "HEAD" ? undefined : body);
}

/** The best encoding a browser takes. A weight of zero refuses one. */
function encodingOf(accepted: string | string[] | undefined): Encoding {
  const names = String(accepted ?? "")
    .split(",")
    .filter((entry) => !/;\s*q=0(\.0*)?\s*$/.test(entry))
    .map((entry) => entry.split(";")[0]?.trim().toLowerCase());
  if (names.includes("br")) return "br";
  return names.includes("gzip") ? "gzip" : "identity";
}

/** Not decoded: a path that names a page only after decoding is left to Next. */
const pathOf = ({ url = "/" }: IncomingMessage): string => url.split("?", 1)[0] ?? "/";

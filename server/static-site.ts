import { createHash } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { securityHeaders } from "@/lib/security-headers";
import { staticPages } from "./inline-scripts";

/** The HTML of the site's static pages, by their path in the build. */
export type SiteHtml = ReadonlyMap<string, string>;

/**
 * Reads the static pages below `folder` from a build, and puts `origin` where they have the origin that was set for the build: in
 * canonical links, pictures for sharing, structured data and the requests of the docs. So one build serves any address.
 */
export async function readSiteHtml(buildFolder: string, folder: string, origin: string): Promise<SiteHtml> {
  const pages = new Map<string, string>();
  for (const { path, html } of await staticPages(buildFolder)) {
    if (path !== folder && !path.startsWith(`${folder}/`)) continue;
    if (!pages.has(path)) pages.set(path, atOrigin(html, origin));
  }
  return pages;
}

const canonical = /<link rel="canonical" href="(https?:\/\/[^/"]+)/;

function atOrigin(html: string, origin: string): string {
  const built = canonical.exec(html)?.[1];
  return built === undefined || built === origin ? html : html.replaceAll(built, origin);
}

type Stored = { body: Buffer; zipped: Buffer; etag: string };

/**
 * Serves these pages from memory, zipped once. What Next's router asks for, and everything else, goes to `next`.
 */
export async function serveSiteHtml(pages: SiteHtml, next: RequestListener): Promise<RequestListener> {
  const stored = new Map(await Promise.all([...pages].map(async ([path, html]) => [path, await store(html)] as const)));
  return (request, response) => {
    const page = stored.get((request.url ?? "/").split("?", 1)[0] ?? "/");
    if (!page || !isVisit(request)) return next(request, response);
    for (const { key, value } of securityHeaders) response.setHeader(key, value);
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Cache-Control", "s-maxage=31536000");
    response.setHeader("Vary", vary);
    response.setHeader("ETag", page.etag);
    if (request.headers["if-none-match"]?.includes(page.etag)) return response.writeHead(304).end();
    const zipped = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
    const body = zipped ? page.zipped : page.body;
    if (zipped) response.setHeader("Content-Encoding", "gzip");
    response.writeHead(200, { "Content-Length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
  };
}

/** As Next has it: its router asks for a page's data at the page's own address. */
const vary = "Accept-Encoding, rsc, next-router-state-tree, next-router-prefetch, next-router-segment-prefetch";

const isVisit = ({ method, headers }: IncomingMessage): boolean =>
  (method === "GET" || method === "HEAD") && headers.rsc === undefined && headers["next-router-prefetch"] === undefined;

async function store(html: string): Promise<Stored> {
  const body = Buffer.from(html);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  return { body, zipped: await promisify(gzip)(body, { level: 9 }), etag };
}

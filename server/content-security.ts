import { randomBytes } from "node:crypto";
import type { RequestListener } from "node:http";
import { logger } from "@/lib/logger";
import { ownPagePolicy } from "@/lib/page-policy";
import { policyHeader } from "@/lib/security-headers";
import { inlineScriptSources, splitDataScripts, staticPages } from "./inline-scripts";

/** Pages that Next serves from the build instead of whichever page was asked for. */
const errorPages = new Set(["/_not-found", "/_global-error", "/404", "/500"]);

/**
 * Proxies such as nginx take 4 KB of response headers by default and answer 502 to more. The policy without hashes, the other
 * headers and a cookie take less than half.
 */
const maxHashes = 36;

/** Which inline scripts of a build may run, as sources of `script-src`. */
export type BuildScripts = {
  /** By the path of a static page. */
  byPath: ReadonlyMap<string, readonly string[]>;
  /** Those of the error pages, which are served at any path. */
  ofErrorPages: readonly string[];
};

/** Reads them from a build. */
export async function readBuildScripts(buildFolder: string): Promise<BuildScripts> {
  const byPath = new Map<string, readonly string[]>();
  const ofErrorPages = new Set<string>();
  for (const { path, html } of await staticPages(buildFolder)) {
    const sources = withinLimit(path, [...new Set([...(byPath.get(path) ?? []), ...eitherWay(html)])]);
    if (errorPages.has(path)) for (const source of sources) ofErrorPages.add(source);
    else byPath.set(path, sources);
  }
  return { byPath, ofErrorPages: [...ofErrorPages] };
}

/** Of the page as built and as Next would render it again, unless those are too many. */
function eitherWay(html: string): string[] {
  const built = inlineScriptSources(html);
  const again = [...new Set([...built, ...inlineScriptSources(splitDataScripts(html))])];
  return again.length <= maxHashes ? again : built;
}

function withinLimit(path: string, sources: string[]): string[] {
  if (sources.length <= maxHashes) return sources;
  logger.warn({ path }, "the page has too many inline scripts to name them: build with npm run build");
  return ["'unsafe-inline'"];
}

/**
 * Sends the content security policy of each page: with the hashes of its inline scripts if it is static, otherwise with a nonce,
 * which Next takes from the request's header of the same name.
 */
export function withPagePolicy({ byPath, ofErrorPages }: BuildScripts, next: RequestListener): RequestListener {
  return (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    // Clients must not choose the nonce.
    delete request.headers["content-security-policy-report-only"];
    delete request.headers["content-security-policy"];
    if (path.startsWith("/api/") || path.startsWith("/_next/")) return next(request, response);
    const scripts = byPath.get(path) ?? [`'nonce-${randomBytes(16).toString("base64")}'`, ...ofErrorPages];
    const policy = ownPagePolicy(scripts);
    request.headers["content-security-policy"] = policy;
    response.setHeader(policyHeader, policy);
    next(request, response);
  };
}

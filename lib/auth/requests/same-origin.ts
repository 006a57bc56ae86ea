import "server-only";
import { env } from "@/lib/env";
import { forbidden } from "@/lib/errors";

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a write that a browser sends on behalf of another site. A request with neither header doesn't come from a browser,
 * so no cookie was added behind its sender's back. The same rule as Go's `http.CrossOriginProtection`.
 *
 * @throws GatehouseError `forbidden`.
 */
export function assertSameOrigin(request: Request): void {
  if (!isSameOrigin(request.method, request.headers, env.APP_URL)) {
    throw forbidden("This request came from another site.", { reason: "cross_origin" });
  }
}

export function isSameOrigin(method: string, headers: Headers, appUrl: string): boolean {
  if (reading.has(method)) return true;
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (!origin) return true;
  return origin === new URL(appUrl).origin || hostOf(origin) === headers.get("host");
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

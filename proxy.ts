import { type NextRequest, NextResponse } from "next/server";
import { isSameOrigin } from "@/lib/auth/requests/same-origin";
import { sessionCookieName } from "@/lib/auth/sessions/session-cookie";
import { bodyLimitOf, memberPaths } from "@/lib/body-limit";
import { catalog, otherProductPaths } from "@/lib/catalog";
import { env } from "@/lib/env";
import { forbidden, invalidInput } from "@/lib/errors";
import { problem, readText } from "@/lib/http";
import { laxPagePolicy } from "@/lib/page-policy";
import { policyHeader } from "@/lib/security-headers";
import { isBelow, isInternalPath, sitePath } from "@/lib/site";

/**
 * Runs before every page. Sets the content security policy, unless our web server has (`server/content-security.ts`), which says so
 * in the request.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const response = await route(request);
  if (!request.headers.has(policyHeader)) response.headers.set(policyHeader, laxPagePolicy());
  return response;
}

/**
 * Rejects forms submitted by another site: Next does this for server actions too, but responds with 500
 * and checks `Origin` only. Then routes to the page: the marketing page of the product that is sold, a 404 for pages of other
 * products, the sign-in page for visitors without a session cookie. Whether the session is valid, the page checks in the
 * database.
 */
async function route(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.method, request.headers, env.APP_URL)) {
    return problem(forbidden("This request was sent by another site.", { reason: "cross_origin" }));
  }
  const { search } = request.nextUrl;
  const pathname = decoded(request.nextUrl.pathname);
  if (pathname === undefined) return problem(invalidInput("The URL contains characters that can't be decoded."));
  const refused = await refuseLargeBody(request, pathname);
  if (refused) return refused;
  if (isInternalPath(pathname) || isBelow(pathname, otherProductPaths)) return notFound(request);
  const site = sitePath(catalog.product, pathname);
  if (site) return NextResponse.rewrite(new URL(`${site}${search}`, request.url));
  if (!isBelow(pathname, memberPaths)) return NextResponse.next();
  const address = `${request.nextUrl.pathname}${search}`;
  const reading = request.method === "GET" || request.method === "HEAD";
  if (reading && !request.cookies.has(sessionCookieName(env.APP_URL))) {
    const signIn = new URL("/sign-in", request.url);
    signIn.searchParams.set("next", address);
    return NextResponse.redirect(signIn);
  }
  const headers = new Headers(request.headers);
  headers.set("x-gatehouse-path", address);
  return NextResponse.next({ request: { headers } });
}

/** For servers other than ours, which refuses earlier: see `server/limit-bodies.ts`. The page gets the body that was read. */
async function refuseLargeBody(request: NextRequest, pathname: string): Promise<Response | undefined> {
  if (request.method === "GET" || request.method === "HEAD") return undefined;
  try {
    await readText(request, bodyLimitOf(pathname, request.headers));
  } catch (error) {
    return problem(error);
  }
}

/** The decoded path; undefined for bytes such as `%ff` that aren't UTF-8, to which dynamic routes of Next respond with 500. */
function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

const notFound = (request: NextRequest) => NextResponse.rewrite(new URL("/404", request.url));

export const config = {
  matcher: [
    // Every page, but not the static files in public/ or of the metadata conventions.
    "/((?!api/|_next/|site/|screenshots/|icon\\.svg|robots\\.txt|sitemap\\.xml).*)",
    // Endpoints guard themselves. Only an escape that can't be decoded doesn't reach them.
    "/(api/.*%.*)",
    // server/site.ts marks the paths it has mapped. Other requests for them get a 404.
    { source: "/site/:path*", missing: [{ type: "header", key: "x-gatehouse-site" }] },
  ],
};

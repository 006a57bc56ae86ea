import { type NextRequest, NextResponse } from "next/server";
import { isSameOrigin } from "@/lib/auth/requests/same-origin";
import { sessionCookieName } from "@/lib/auth/sessions/session-cookie";
import { catalog, otherProductPaths, productPaths } from "@/lib/catalog";
import { env } from "@/lib/env";
import { forbidden, invalidInput } from "@/lib/errors";
import { problem } from "@/lib/http";
import { isBelow, isInternalPath, sitePath } from "@/lib/site";

/** Pages of a signed-in member or platform admin. */
const memberPaths = [
  "/dashboard",
  "/onboarding",
  "/billing",
  "/usage",
  "/team",
  "/settings",
  "/admin",
  ...productPaths,
];

/**
 * Before a page: refuses a form that another site sends. Next does so too for server actions, but answers 500 and looks at
 * `Origin` only. Then finds the page: the marketing page of the product that is sold, a 404 for the pages of another
 * product, the sign-in page for a visitor without a session cookie. The cookie is a guess: whether the session is still
 * good, the page asks the database.
 */
export function proxy(request: NextRequest): Response {
  if (!isSameOrigin(request.method, request.headers, env.APP_URL)) {
    return problem(forbidden("This request was sent by another site.", { reason: "cross_origin" }));
  }
  const { search } = request.nextUrl;
  const pathname = readable(request.nextUrl.pathname);
  if (pathname === undefined) return problem(invalidInput("The address contains characters that can't be read."));
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

/** Decoded; undefined for `%ff`, which stands for no letter: Next answers 500 to it where a page's address varies. */
function readable(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

const notFound = (request: NextRequest) => NextResponse.rewrite(new URL("/404", request.url));

export const config = {
  matcher: [
    // Every page. The files of public/ and of the metadata conventions are the same for everyone.
    "/((?!api/|_next/|site/|screenshots/|favicon\\.ico|icon\\.svg|apple-icon\\.png|robots\\.txt|sitemap\\.xml).*)",
    // server/site.ts marks what it has mapped; anyone else who asks for this path is answered with a 404.
    { source: "/site/:path*", missing: [{ type: "header", key: "x-gatehouse-site" }] },
  ],
};

import { type NextRequest, NextResponse } from "next/server";
import { isSameOrigin } from "@/lib/auth/requests/same-origin";
import { sessionCookieName } from "@/lib/auth/sessions/session-cookie";
import { env } from "@/lib/env";
import { forbidden, invalidInput } from "@/lib/errors";
import { problem } from "@/lib/http";

/** Pages for who is not signed in (yet). */
const open = /^\/(sign-in|sign-up|verify|reset|invite|no-organization)(\/|$)/;

/**
 * Before a page with forms: refuses what another site sends. Next does so too for server actions, but answers 500 and
 * looks at `Origin` only. Before a signed-in page: sends who has no session cookie to sign in at once, and tells the page
 * its own path. That is a guess only: whether the session is still good, the page asks the database.
 */
export function proxy(request: NextRequest): Response {
  if (!isSameOrigin(request.method, request.headers, env.APP_URL)) {
    return problem(forbidden("This request was sent by another site.", { reason: "cross_origin" }));
  }
  const { pathname, search } = request.nextUrl;
  if (!isReadable(pathname)) return problem(invalidInput("The address holds characters that cannot be read."));
  if (open.test(pathname)) return NextResponse.next();
  const reading = request.method === "GET" || request.method === "HEAD";
  if (reading && !request.cookies.has(sessionCookieName(env.APP_URL))) {
    const signIn = new URL("/sign-in", request.url);
    signIn.searchParams.set("next", `${pathname}${search}`);
    return NextResponse.redirect(signIn);
  }
  const headers = new Headers(request.headers);
  headers.set("x-gatehouse-path", `${pathname}${search}`);
  return NextResponse.next({ request: { headers } });
}

/** `%ff` stands for no letter, and Next answers 500 to it where a page's address varies. */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

export const config = {
  matcher: [
    "/(sign-in|sign-up|verify|reset|no-organization)",
    "/invite/:path*",
    "/dashboard/:path*",
    "/onboarding/:path*",
    "/billing/:path*",
    "/usage/:path*",
    "/team/:path*",
    "/settings/:path*",
    "/admin/:path*",
    // The product's own pages. One that is left out here works, but forgets where one was going when signing in.
    "/plants/:path*",
    "/work-orders/:path*",
  ],
};

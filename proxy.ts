import { type NextRequest, NextResponse } from "next/server";
import { sessionCookieName } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";

/**
 * Before a signed-in page: sends who has no session cookie to sign in at once, and tells the page its own path. A guess
 * only: whether the session is still good, the page asks the database.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (!request.cookies.has(sessionCookieName(env.APP_URL))) {
    const signIn = new URL("/sign-in", request.url);
    signIn.searchParams.set("next", `${pathname}${search}`);
    return NextResponse.redirect(signIn);
  }
  const headers = new Headers(request.headers);
  headers.set("x-gatehouse-path", `${pathname}${search}`);
  return NextResponse.next({ request: { headers } });
}

export const config = {
  matcher: [
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

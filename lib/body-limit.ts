import { sessionCookieName } from "@/lib/auth/sessions/session-cookie";
import { productPaths } from "@/lib/catalog";
import { env } from "@/lib/env";
import { isBelow } from "@/lib/site";

/** Largest body of a request without a session or key, in bytes. Our public forms send a tenth of it. */
export const publicBodyLimit = 16 * 1024;

/** Largest body that an identity provider may post, in bytes: a SAML response with a long list of groups, encoded. */
export const ssoBodyLimit = 256 * 1024;

/** Largest body of anyone else, in bytes. */
export const bodyLimit = 1024 * 1024;

/** Largest file that a member may upload, in bytes. A product may allow less. */
export const uploadLimit = 26 * 1000 * 1000;

/** Pages of a signed-in member or platform admin. */
export const memberPaths: readonly string[] = [
  "/dashboard",
  "/onboarding",
  "/billing",
  "/usage",
  "/team",
  "/settings",
  "/admin",
  ...productPaths,
];

const privatePaths: readonly string[] = [...memberPaths, "/api/v1", "/api/scim"];

type Headers = { get(name: string): string | null | undefined };

/** How much a request may send before anyone has checked who sends it. */
export function bodyLimitOf(pathname: string, headers: Headers): number {
  if (isBelow(pathname, ["/api/sso"])) return ssoBodyLimit;
  if (isBelow(pathname, ["/api/files"]) && bringsCredentials(headers)) return uploadLimit;
  return isBelow(pathname, privatePaths) && bringsCredentials(headers) ? bodyLimit : publicBodyLimit;
}

/** Whether a request comes with a key or a session. Neither has been checked. */
export function bringsCredentials(headers: Headers): boolean {
  if (headers.get("authorization")) return true;
  const cookies = headers.get("cookie") ?? "";
  return cookies.split(/;\s*/).some((cookie) => cookie.startsWith(`${sessionCookieName(env.APP_URL)}=`));
}

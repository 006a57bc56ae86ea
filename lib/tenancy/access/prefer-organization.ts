import "server-only";
import { cookies } from "next/headers";
import { cookieOptions, organizationCookieName } from "@/lib/auth";
import { day, second } from "@/lib/durations";
import { env } from "@/lib/env";

/** In seconds. */
const year = (365 * day) / second;

/** Remembers the selected organization in a cookie. Membership is checked at each use, so the cookie grants nothing. */
export async function preferOrganization(organizationId: string): Promise<void> {
  const options = { ...cookieOptions(env.APP_URL), maxAge: year };
  (await cookies()).set(organizationCookieName(env.APP_URL), organizationId, options);
}

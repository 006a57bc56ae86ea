import "server-only";
import { cookies } from "next/headers";
import { cookieOptions, organizationCookieName } from "@/lib/auth";
import { env } from "@/lib/env";

const year = 365 * 24 * 60 * 60;

/** Remembers which of their organizations a person acts in. Membership is checked at each use, so the cookie grants nothing. */
export async function preferOrganization(organizationId: string): Promise<void> {
  const options = { ...cookieOptions(env.APP_URL), maxAge: year };
  (await cookies()).set(organizationCookieName(env.APP_URL), organizationId, options);
}

import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/env";
import { cookieOptions, impersonationCookieName } from "../sessions/session-cookie";

/** Longer than any impersonation: while it is there and opens nothing, whoever asks is told why instead of being somebody else. */
const maxAge = 24 * 60 * 60;
const separator = "~";

type Carried = {
  token: string;
  /** Where to go back to, also when the session's row is gone. It opens nothing. */
  organizationId: string | null;
};

/** Beside the admin's own cookie, which stays: that one alone brings them back. */
export async function setImpersonationCookie({ token, organizationId }: Carried): Promise<void> {
  const value = `${token}${separator}${organizationId ?? ""}`;
  (await cookies()).set(impersonationCookieName(env.APP_URL), value, { ...cookieOptions(env.APP_URL), maxAge });
}

export async function readImpersonationCookie(): Promise<Carried | undefined> {
  const value = (await cookies()).get(impersonationCookieName(env.APP_URL))?.value;
  if (!value) return undefined;
  const [token = "", organization] = value.split(separator);
  return { token, organizationId: z.uuid().safeParse(organization).data ?? null };
}

export async function dropImpersonationCookie(): Promise<void> {
  (await cookies()).set(impersonationCookieName(env.APP_URL), "", { ...cookieOptions(env.APP_URL), maxAge: 0 });
}

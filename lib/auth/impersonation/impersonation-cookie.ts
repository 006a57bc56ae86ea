import "server-only";
import { cookies } from "next/headers";
import { z } from "zod";
import { day, second } from "@/lib/durations";
import { env } from "@/lib/env";
import { cookieOptions, impersonationCookieName } from "../sessions/session-cookie";

/** In seconds. Longer than any support session: a request after its end must be refused, not taken as the admin's own. */
const maxAge = day / second;
const separator = "~";

type ImpersonationCookie = {
  token: string;
  /** Where to return to, even when the session's row is gone. Grants nothing. */
  organizationId: string | null;
};

/** Set beside the admin's own session cookie, which stays and brings them back. */
export async function setImpersonationCookie({ token, organizationId }: ImpersonationCookie): Promise<void> {
  const value = `${token}${separator}${organizationId ?? ""}`;
  (await cookies()).set(impersonationCookieName(env.APP_URL), value, { ...cookieOptions(env.APP_URL), maxAge });
}

export async function readImpersonationCookie(): Promise<ImpersonationCookie | undefined> {
  const value = (await cookies()).get(impersonationCookieName(env.APP_URL))?.value;
  if (!value) return undefined;
  const [token = "", organization] = value.split(separator);
  return { token, organizationId: z.uuid().safeParse(organization).data ?? null };
}

export async function dropImpersonationCookie(): Promise<void> {
  (await cookies()).set(impersonationCookieName(env.APP_URL), "", { ...cookieOptions(env.APP_URL), maxAge: 0 });
}

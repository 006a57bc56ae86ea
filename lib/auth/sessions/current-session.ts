import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { wallNow } from "@/lib/clock";
import type { Actor } from "@/lib/context";
import { env } from "@/lib/env";
import { unauthenticated } from "@/lib/errors";
import { findImpersonation } from "../impersonation/find-impersonation";
import { impersonationOver } from "../impersonation/impersonation";
import { readImpersonationCookie } from "../impersonation/impersonation-cookie";
import { findSession, type Session } from "./find-session";
import { sessionCookieName } from "./session-cookie";

/** The session of this request's cookies; one look-up per request however many components ask. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const { own, acting } = await sessionTokens();
  if (!own) return null;
  // Whoever acts for a customer is nobody once that is over, and not suddenly themselves: what they send was meant for another.
  return acting ? findImpersonation({ token: acting, own }, wallNow()) : findSession(own, wallNow());
});

/**
 * @throws GatehouseError `unauthenticated`, with `reason: "impersonation_over"` where somebody was acted for.
 */
export async function requireSession(): Promise<Session> {
  const session = await currentSession();
  if (session) return session;
  throw (await sessionTokens()).acting ? impersonationOver() : unauthenticated();
}

async function sessionTokens(): Promise<{ own: string | undefined; acting: string | undefined }> {
  const own = (await cookies()).get(sessionCookieName(env.APP_URL))?.value;
  return { own, acting: (await readImpersonationCookie())?.token };
}

/** Who acts in a session: the person, the admin behind an impersonation, and whether they may but look. */
export function sessionActor({ user, impersonator, readOnly }: Session): Actor {
  return {
    kind: "user",
    id: user.id,
    ...(impersonator ? { impersonatorId: impersonator.id } : {}),
    ...(readOnly ? { readOnly } : {}),
  };
}

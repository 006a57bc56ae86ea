import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { wallNow } from "@/lib/clock";
import type { Actor } from "@/lib/context";
import { env } from "@/lib/env";
import { unauthenticated } from "@/lib/errors";
import { findSession, type Session } from "./find-session";
import { sessionCookieName } from "./session-cookie";

/** The session of this request's cookie; one look-up per request however many components ask. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const token = (await cookies()).get(sessionCookieName(env.APP_URL))?.value;
  return token ? findSession(token, wallNow()) : null;
});

/** @throws GatehouseError `unauthenticated`. */
export async function requireSession(): Promise<Session> {
  const session = await currentSession();
  if (!session) throw unauthenticated();
  return session;
}

/** Who acts in a session: the person, and the admin behind an impersonation. */
export function sessionActor(session: Session): Actor {
  const { user, impersonator } = session;
  return { kind: "user", id: user.id, ...(impersonator ? { impersonatorId: impersonator.id } : {}) };
}

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

/** The session of the request's cookies; read once per request, however many components ask. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const { own, acting } = await sessionTokens();
  if (!own) return null;
  // Once a support session has ended, its requests count as signed out, never as the admin's own: they were meant for a customer.
  return acting ? findImpersonation({ token: acting, own }, wallNow()) : findSession(own, wallNow());
});

/**
 * @throws GatehouseError `unauthenticated`, with `reason: "impersonation_over"` when a support session has ended.
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

/** Who acts in a session: the person, the admin of a support session, and whether it is view only. */
export function sessionActor({ user, impersonator, readOnly }: Session): Actor {
  return {
    kind: "user",
    id: user.id,
    ...(impersonator ? { impersonatorId: impersonator.id } : {}),
    ...(readOnly ? { readOnly } : {}),
  };
}

"use server";

import { redirect } from "next/navigation";
import { dropSessionCookie, requireSession, revokeSessions, sessionActor } from "@/lib/auth";
import { withoutTenant } from "@/lib/context";

/** Ends this session, in the database and in the browser. */
export async function signOut(): Promise<void> {
  const session = await requireSession();
  await withoutTenant({ actor: sessionActor(session) }, (ctx) =>
    revokeSessions(ctx, { userId: session.user.id, only: session.sessionId }),
  );
  await dropSessionCookie();
  redirect("/sign-in");
}

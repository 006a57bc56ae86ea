"use server";

import { redirect } from "next/navigation";
import { dropSessionCookie, requireSession, revokeSessions, sessionActor } from "@/lib/auth";
import { withoutTenant } from "@/lib/context";
import { ownOrganizations, preferOrganization } from "@/lib/tenancy";

/** Ends this session, in the database and in the browser. */
export async function signOut(): Promise<void> {
  const session = await requireSession();
  await withoutTenant({ actor: sessionActor(session) }, (ctx) =>
    revokeSessions(ctx, { userId: session.user.id, only: session.sessionId }),
  );
  await dropSessionCookie();
  redirect("/sign-in");
}

/** Goes on in another of one's organizations; the name of somebody else's changes nothing. */
export async function switchOrganization(organizationId: string): Promise<void> {
  const own = await ownOrganizations(await requireSession());
  if (own.some(({ id }) => id === organizationId)) await preferOrganization(organizationId);
  redirect("/dashboard");
}

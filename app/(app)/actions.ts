"use server";

import { redirect } from "next/navigation";
import {
  dropSessionCookie,
  leaveImpersonation,
  requireSession,
  revokeSessions,
  sessionActor,
  wayBack,
} from "@/lib/auth";
import { withoutTenant } from "@/lib/context";
import { ownOrganizations, preferOrganization } from "@/lib/tenancy";

/** Ends this session, in the database and in the browser; of who acts for a customer, that part. */
export async function signOut(): Promise<void> {
  const session = await requireSession();
  if (session.impersonator) return endImpersonation();
  await withoutTenant({ actor: sessionActor(session) }, (ctx) =>
    revokeSessions(ctx, { userId: session.user.id, only: session.sessionId }),
  );
  await dropSessionCookie();
  redirect("/sign-in");
}

/** The admin who acts for this customer is themselves again, where they began. */
export async function endImpersonation(): Promise<void> {
  const left = await leaveImpersonation({ still: "end" });
  redirect(left === "goes_on" ? "/dashboard" : wayBack(left));
}

/** Goes on in another of one's organizations; the name of somebody else's changes nothing. */
export async function switchOrganization(organizationId: string): Promise<void> {
  const session = await requireSession();
  const own = session.impersonator ? [] : await ownOrganizations(session);
  if (own.some(({ id }) => id === organizationId)) await preferOrganization(organizationId);
  redirect("/dashboard");
}

"use server";

import { redirect } from "next/navigation";
import {
  afterImpersonation,
  asPerson,
  currentSession,
  dropSessionCookie,
  leaveImpersonation,
  signOut as signOutOf,
} from "@/lib/auth";
import { ownOrganizations, preferOrganization } from "@/lib/tenancy";

/** Ends this session in the database and in the browser. In a support session, ends only that. */
export async function signOut(): Promise<void> {
  const session = await currentSession();
  if (session?.impersonator) return endImpersonation();
  if (session) await asPerson((person) => signOutOf(person), { anySession: true });
  await dropSessionCookie();
  redirect("/sign-in");
}

/** Ends the support session and returns the platform admin to where it began. */
export async function endImpersonation(): Promise<void> {
  const left = await leaveImpersonation({ active: "end" });
  redirect(left === "still_active" ? "/dashboard" : afterImpersonation(left));
}

/** Switches to another organization of the signed-in person; an organization of someone else changes nothing. */
export async function switchOrganization(organizationId: string): Promise<void> {
  const session = await currentSession();
  if (!session) redirect("/dashboard");
  const own = session.impersonator ? [] : await ownOrganizations(session);
  if (own.some(({ id }) => id === organizationId)) await preferOrganization(organizationId);
  redirect("/dashboard");
}

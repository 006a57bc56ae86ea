import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InvitationView } from "@/components/auth/invitation-view";
import { currentSession } from "@/lib/auth";
import { now } from "@/lib/clock";
import { findInvitation } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Your invitation" };

export default async function InvitationPage({ params }: PageProps<"/invite/[token]">) {
  const { token } = await params;
  const [invitation, session] = await Promise.all([findInvitation(token, now()), currentSession()]);
  if (!invitation) notFound();
  return <InvitationView token={token} invitation={invitation} signedInAs={session?.user.email} />;
}

import type { Metadata } from "next";
import { InvitationDoor } from "@/components/auth/invitation-view";
import { currentSession } from "@/lib/auth";
import { now } from "@/lib/clock";
import { findInvitation } from "@/lib/tenancy";
import { accept, join, switchAccount } from "./actions";

export const metadata: Metadata = { title: "Your invitation" };

export default async function InvitationPage({ params }: PageProps<"/invite/[token]">) {
  const { token } = await params;
  const [invitation, session] = await Promise.all([findInvitation(token, now()), currentSession()]);
  return (
    <InvitationDoor
      token={token}
      invitation={invitation}
      signedInAs={session?.user.email}
      actions={{ join, accept: accept.bind(null, token), switchAccount: switchAccount.bind(null, token) }}
    />
  );
}

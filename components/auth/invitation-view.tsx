import { MailX, UserRoundPlus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/action";
import type { JoinInput } from "@/lib/auth";
import { explainState, type FoundInvitation, roleDescriptions } from "@/lib/tenancy";
import { ActionButton } from "./action-button";
import { AuthHeading } from "./auth-heading";
import { JoinForm } from "./join-form";

type InvitationDoorProps = {
  token: string;
  invitation: FoundInvitation | undefined;
  signedInAs: string | undefined;
  actions: {
    join: (input: JoinInput) => Promise<ActionResult>;
    accept: () => Promise<ActionResult>;
    switchAccount: () => Promise<ActionResult>;
  };
};

/** What the holder of an invitation's link sees: the way in that fits who they are. */
export function InvitationDoor({ token, invitation, signedInAs, actions }: InvitationDoorProps) {
  if (!invitation) return <Closed reason="This invitation does not exist, or a newer one has replaced it." />;
  if (invitation.state !== "open") return <Closed reason={explainState(invitation.state)} />;
  const { email, known } = invitation;
  if (signedInAs === email) {
    return (
      <Welcome invitation={invitation}>
        <ActionButton action={actions.accept} size="lg">
          Join {invitation.organization}
        </ActionButton>
      </Welcome>
    );
  }
  if (signedInAs) {
    return (
      <Welcome invitation={invitation}>
        <p className="wrap-anywhere text-muted-foreground text-sm">
          It is for {email}, but you are signed in as {signedInAs}.
        </p>
        <ActionButton action={actions.switchAccount} size="lg">
          Sign out and continue
        </ActionButton>
      </Welcome>
    );
  }
  if (known) {
    return (
      <Welcome invitation={invitation}>
        <Button asChild size="lg">
          <Link href={`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`}>Sign in to join</Link>
        </Button>
      </Welcome>
    );
  }
  return (
    <Welcome invitation={invitation}>
      <JoinForm token={token} email={email} action={actions.join} />
    </Welcome>
  );
}

function Welcome({ invitation, children }: { invitation: FoundInvitation; children: ReactNode }) {
  const { organization, invitedBy, role, email } = invitation;
  return (
    <>
      <AuthHeading title={`Join ${organization}`} icon={UserRoundPlus}>
        <p>
          {invitedBy} has invited {email} with the role {roleDescriptions[role].name}.
        </p>
      </AuthHeading>
      <div className="grid gap-4">{children}</div>
    </>
  );
}

function Closed({ reason }: { reason: string }) {
  return (
    <>
      <AuthHeading title="This invitation is closed" icon={MailX}>
        <p>{reason}</p>
      </AuthHeading>
      <Button asChild size="lg" variant="outline">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </>
  );
}

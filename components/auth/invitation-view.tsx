import { MailX, UserRoundPlus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { Button } from "@/components/ui/button";
import { explainState, type FoundInvitation, roleDescriptions } from "@/lib/tenancy";
import { accept, switchAccount } from "./actions";
import { AuthHeading } from "./auth-heading";
import { JoinForm } from "./join-form";
import { ProviderButtons } from "./oauth/provider-buttons";

type InvitationViewProps = {
  token: string;
  invitation: FoundInvitation;
  signedInAs: string | undefined;
};

/** The page of an invitation's link: how to join depends on who is signed in and whether the invited address is known. */
export function InvitationView({ token, invitation, signedInAs }: InvitationViewProps) {
  if (invitation.state !== "open") return <ClosedInvitation reason={explainState(invitation.state)} />;
  const { email, known } = invitation;
  if (signedInAs === email) {
    return (
      <Welcome invitation={invitation}>
        <ActionForm action={accept} label={`Join ${invitation.organization}`}>
          <input type="hidden" name="token" value={token} />
        </ActionForm>
      </Welcome>
    );
  }
  if (signedInAs) {
    return (
      <Welcome invitation={invitation}>
        <p className="wrap-anywhere text-muted-foreground text-sm">
          This invitation is for {email}, but you're signed in as {signedInAs}.
        </p>
        <ActionForm action={switchAccount} label="Sign out and continue">
          <input type="hidden" name="token" value={token} />
        </ActionForm>
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
      <JoinForm token={token} email={email} />
      <ProviderButtons query={{ next: `/invite/${token}` }} />
    </Welcome>
  );
}

function Welcome({ invitation, children }: { invitation: FoundInvitation; children: ReactNode }) {
  const { organization, invitedBy, role, email } = invitation;
  return (
    <>
      <AuthHeading title={`Join ${organization}`} icon={UserRoundPlus}>
        <p>
          {invitedBy} invited {email} with the {roleDescriptions[role].name} role.
        </p>
      </AuthHeading>
      <div className="grid gap-4">{children}</div>
    </>
  );
}

/** In place of an invitation that can't be accepted, or that there isn't. */
export function ClosedInvitation({ reason }: { reason: string }) {
  return (
    <>
      <AuthHeading title="This invitation is no longer valid" icon={MailX}>
        <p>{reason}</p>
      </AuthHeading>
      <Button asChild size="lg" variant="outline">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </>
  );
}

import { ClosedInvitation } from "@/components/auth/invitation-view";

export default function InvitationNotFound() {
  return <ClosedInvitation reason="This invitation doesn't exist or was replaced by a newer one." />;
}

import { addDays } from "@/lib/durations";
import { unreachable } from "@/lib/errors";

/** An invitation expires after a week. */
export const invitationExpiry = (now: Date): Date => addDays(now, 7);

export type InvitationState = "open" | "expired" | "accepted" | "revoked";

type InvitationTimes = { expiresAt: Date; acceptedAt: Date | null; revokedAt: Date | null };

/** Revoked takes precedence over accepted, and accepted over expired. */
export function invitationState({ expiresAt, acceptedAt, revokedAt }: InvitationTimes, now: Date): InvitationState {
  if (revokedAt) return "revoked";
  if (acceptedAt) return "accepted";
  return expiresAt <= now ? "expired" : "open";
}

/** Why an invitation can't be accepted, for the person holding its link. */
export function explainState(state: Exclude<InvitationState, "open">): string {
  switch (state) {
    case "expired":
      return "This invitation has expired. Ask for a new one.";
    case "accepted":
      return "This invitation was already accepted. Sign in to continue.";
    case "revoked":
      return "This invitation was revoked.";
    default:
      return unreachable(state);
  }
}

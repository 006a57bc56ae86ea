import { unreachable } from "@/lib/errors";

const day = 24 * 60 * 60 * 1000;

export const invitationExpiry = (now: Date) => new Date(now.getTime() + 7 * day);

export type InvitationState = "open" | "expired" | "accepted" | "revoked";

type InvitationTimes = { expiresAt: Date; acceptedAt: Date | null; revokedAt: Date | null };

/** Revoked wins over accepted: what was taken back stays taken back. */
export function invitationState({ expiresAt, acceptedAt, revokedAt }: InvitationTimes, now: Date): InvitationState {
  if (revokedAt) return "revoked";
  if (acceptedAt) return "accepted";
  return expiresAt <= now ? "expired" : "open";
}

/** What its holder is told of an invitation that opens nothing. */
export function explainState(state: Exclude<InvitationState, "open">): string {
  switch (state) {
    case "expired":
      return "This invitation has expired. Ask for a new one.";
    case "accepted":
      return "This invitation was accepted already. Sign in to go on.";
    case "revoked":
      return "This invitation was taken back.";
    default:
      return unreachable(state);
  }
}

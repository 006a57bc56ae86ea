import type { LoggedSupportSession } from "@/lib/auth";
import type { ImpersonationEnd } from "@/lib/auth/impersonation/impersonation";
import { minute } from "@/lib/durations";
import { formatCount } from "@/lib/numbers";

const ends: Readonly<Record<ImpersonationEnd, string>> = {
  ended: "Ended",
  ended_by_admin: "Ended by an admin",
  replaced: "Replaced by another session",
  time_up: "Time was up",
  signed_out: "Admin signed out",
  demoted: "Admin was demoted",
  became_admin: "Member became an admin",
  no_member_any_more: "Member left",
};

/** Why a session ended; undefined while it isn't known. */
export const endText = (why: string | null): string | undefined => new Map(Object.entries(ends)).get(why ?? "");

/** "12 minutes": how long a session lasted, or was meant to. */
export function lengthText({
  occurredAt,
  endedAt,
  minutes,
}: Pick<LoggedSupportSession, "occurredAt" | "endedAt" | "minutes">): string {
  if (!endedAt) return `${formatCount(minutes, "minute")} planned`;
  const lasted = Math.max(0, endedAt.getTime() - occurredAt.getTime());
  return lasted < minute ? "Under a minute" : formatCount(Math.round(lasted / minute), "minute");
}

/** What was done in a session; null for nothing. */
export function actedText({ changes, refusals }: Pick<LoggedSupportSession, "changes" | "refusals">): string | null {
  const parts = [
    ...(changes > 0 ? [formatCount(changes, "change")] : []),
    ...(refusals > 0 ? [formatCount(refusals, "refusal")] : []),
  ];
  return parts.length === 0 ? null : parts.join(", ");
}

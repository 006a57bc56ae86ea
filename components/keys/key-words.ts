import { relativeTime } from "@/components/shell/relative-time";
import { expiryWords } from "@/components/team/expiry-words";

type Life = { expiresAt: Date | null; revokedAt?: Date | null };

/** "Revoked 2 days ago", "Expired an hour ago"; undefined while the key works. */
export function keyEnd({ expiresAt, revokedAt }: Life, now: Date): string | undefined {
  if (revokedAt) return `Revoked ${relativeTime(revokedAt, now)}`;
  if (expiresAt && expiresAt <= now) return `Expired ${relativeTime(expiresAt, now)}`;
  return undefined;
}

/** "works for 3 more days" of a key that works and has an end. */
export function lifeWords({ expiresAt, revokedAt }: Life, now: Date): string | undefined {
  if (revokedAt || !expiresAt || expiresAt <= now) return undefined;
  return expiryWords(expiresAt, now);
}

/** How long a new key lives, as the form offers it; the value is in days, empty for no end. */
export const lifetimes = [
  { days: "", label: "No end" },
  { days: "30", label: "30 days" },
  { days: "90", label: "90 days" },
  { days: "365", label: "1 year" },
] as const;

export const daysOf = (value: string): number | null => (value === "" ? null : Number(value));

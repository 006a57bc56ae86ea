import { relativeTime } from "@/components/shell/relative-time";
import { expiryWords } from "@/components/team/expiry-words";

type Lifetime = { expiresAt: Date | null; revokedAt?: Date | null };

/** "Revoked 2 days ago", "Expired 1 hour ago"; undefined while the key works. */
export function endWords({ expiresAt, revokedAt }: Lifetime, now: Date): string | undefined {
  if (revokedAt) return `Revoked ${relativeTime(revokedAt, now)}`;
  if (expiresAt && expiresAt <= now) return `Expired ${relativeTime(expiresAt, now)}`;
  return undefined;
}

/** "Expires in 3 days" for a working key with an expiry date; undefined otherwise. */
export function expiresWords({ expiresAt, revokedAt }: Lifetime, now: Date): string | undefined {
  if (revokedAt || !expiresAt || expiresAt <= now) return undefined;
  return expiryWords(expiresAt, now);
}

/** How long a new key can live; the value is in days, empty for one that never expires. */
export const lifetimes = [
  { days: "", label: "Never" },
  { days: "30", label: "In 30 days" },
  { days: "90", label: "In 90 days" },
  { days: "365", label: "In 1 year" },
] as const;

export const daysOf = (value: string): number | null => (value === "" ? null : Number(value));

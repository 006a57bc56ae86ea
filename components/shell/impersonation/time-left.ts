/** "24 min left", "1 min 20 s left", "0 s left": seconds show in the last two minutes. */
export function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds >= 120) return `${Math.ceil(seconds / 60)} min left`;
  if (seconds >= 60) return `1 min ${seconds - 60} s left`;
  return `${seconds} s left`;
}

/** What a screen reader announces: five minutes and one minute before the end, and the end. */
export function announcementOf(ms: number): string {
  if (ms <= 0) return "Time is up. Returning to your own account.";
  if (ms <= 60_000) return "One minute left in this support session.";
  return ms <= 300_000 ? "Five minutes left in this support session." : "";
}

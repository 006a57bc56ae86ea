/** "24 min left", "1 min 20 s left", "0 s left": minutes until there are but few of them. */
export function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds >= 120) return `${Math.ceil(seconds / 60)} min left`;
  if (seconds >= 60) return `1 min ${seconds - 60} s left`;
  return `${seconds} s left`;
}

/** What is read out loud, seldom: five minutes and one before the end, and the end. */
export function announcementOf(ms: number): string {
  if (ms <= 0) return "The time is up. You go back to your own session.";
  if (ms <= 60_000) return "One minute left in this customer's session.";
  return ms <= 300_000 ? "Five minutes left in this customer's session." : "";
}

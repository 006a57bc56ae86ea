const maxLength = 300;

/** What looks like a secret: Stripe keys and signing secrets, our own keys, passwords in URLs, long tokens. Or an address. */
const secrets: readonly [pattern: RegExp, replacement: string][] = [
  [/\b(sk|rk|pk|whsec|gh[a-z]*)_[A-Za-z0-9_+/=-]{6,}/g, "$1_…"],
  [/(\w+:\/\/)[^\s/@]+@/g, "$1…@"],
  [/[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g, "…@…"],
  [/\b(Bearer|Basic)\s+\S+/gi, "$1 …"],
  [/\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{40,}\b/g, "…"],
];

/** Why a job failed, for display: the first line, shortened, without anything that looks like a secret. */
export function failureReason(error: Error): string {
  const [line = ""] = error.message.split("\n");
  const clean = secrets.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
  return (clean || error.name).slice(0, maxLength);
}

/**
 * The error that explains why a job failed. The message of a failed query contains its values; its cause is PostgreSQL's
 * own error, which names the constraint and no personal data.
 */
export function plainError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("A job threw something other than an Error.");
  return error.cause instanceof Error && error.message.startsWith("Failed query") ? error.cause : error;
}

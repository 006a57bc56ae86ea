const most = 300;

/** What looks like a secret: Stripe's keys and signing secrets, our own keys, passwords in an address, long tokens. */
const secrets: readonly [pattern: RegExp, instead: string][] = [
  [/\b(sk|rk|pk|whsec|gh[a-z]*)_[A-Za-z0-9_+/=-]{6,}/g, "$1_…"],
  [/(\w+:\/\/)[^\s/@]+@/g, "$1…@"],
  [/\b(Bearer|Basic)\s+\S+/gi, "$1 …"],
  [/\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{40,}\b/g, "…"],
];

/** Why a job failed, for people to read: its first line, short, and without what looks like a secret. */
export function toldReason(error: Error): string {
  const [line = ""] = error.message.split("\n");
  const clean = secrets.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);
  return (clean || error.name).slice(0, most);
}

/**
 * What a job threw, as an error that says why. A failed query's own message carries the query's values; its cause is
 * PostgreSQL's word, whose message names the rule and no person.
 */
export function plainError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("A job threw something that is no error.");
  return error.cause instanceof Error && error.message.startsWith("Failed query") ? error.cause : error;
}

/**
 * The error without the values of the failed query, for the log. Drizzle puts them into its message, and they may be a sign-in
 * link or a password hash.
 */
export function withoutQueryValues(error: Error): Error {
  const cause = error.cause instanceof Error ? withoutQueryValues(error.cause) : error.cause;
  const [message = ""] = error.message.startsWith("Failed query: ")
    ? error.message.split("\nparams: ")
    : [error.message];
  if (cause === error.cause && message === error.message) return error;
  const clean = new Error(message, { cause });
  clean.name = error.name;
  clean.stack = error.stack?.replace(error.message, () => message);
  return clean;
}

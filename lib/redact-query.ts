/**
 * An error as it may be logged. Drizzle's message contains the values of the failed query, which may be a sign-in link or a
 * password hash. The query and its cause are enough to fix it.
 */
export function withoutValues(error: Error): Error {
  const cause = error.cause instanceof Error ? withoutValues(error.cause) : error.cause;
  const [message = ""] = error.message.startsWith("Failed query: ")
    ? error.message.split("\nparams: ")
    : [error.message];
  if (cause === error.cause && message === error.message) return error;
  const clean = new Error(message, { cause });
  clean.name = error.name;
  clean.stack = error.stack?.replace(error.message, () => message);
  return clean;
}

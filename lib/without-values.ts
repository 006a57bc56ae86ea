/**
 * An error as it may be logged. drizzle's own says the values of the query that failed, and among them may be the link of
 * an e-mail that signs in, or a password's hash: the query and its cause are enough to mend it.
 */
export function withoutValues(error: Error): Error {
  const cause = error.cause instanceof Error ? withoutValues(error.cause) : error.cause;
  const [message = ""] = error.message.startsWith("Failed query: ")
    ? error.message.split("\nparams: ")
    : [error.message];
  if (cause === error.cause && message === error.message) return error;
  const told = new Error(message, { cause });
  told.name = error.name;
  told.stack = error.stack?.replace(error.message, () => message);
  return told;
}

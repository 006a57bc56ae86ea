import pino from "pino";
import { env } from "@/lib/env";
import { currentRequestId } from "@/lib/telemetry";

/** Structured logs on stdout, each line with the ID of its request. Fields that may hold a secret are redacted by name, and the values of queries are removed. */
export const logger = pino({
  level: env.LOG_LEVEL ?? "info",
  base: null,
  mixin: () => {
    const requestId = currentRequestId();
    return requestId === undefined ? {} : { requestId };
  },
  serializers: {
    err: (error: unknown) => (error instanceof Error ? pino.stdSerializers.err(withoutQueryValues(error)) : error),
  },
  redact: {
    paths: [
      "password",
      "token",
      "secret",
      "authorization",
      "cookie",
      "*.password",
      "*.token",
      "*.secret",
      "*.authorization",
      "*.cookie",
    ],
    censor: "[redacted]",
  },
});

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

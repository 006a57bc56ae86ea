import pino from "pino";
import { env } from "@/lib/env";
import { withoutQueryValues } from "@/lib/redact-query";

/** Structured logs on stdout. Fields that may hold a secret are redacted by name, and the values of queries are removed. */
export const logger = pino({
  level: env.LOG_LEVEL ?? "info",
  base: null,
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

import pino from "pino";
import { env } from "@/lib/env";
import { withoutValues } from "@/lib/without-values";

/** Structured logs on stdout. What may hold a secret is cut out by name, wherever it stands; of queries, all values. */
export const logger = pino({
  level: env.LOG_LEVEL ?? "info",
  base: null,
  serializers: {
    err: (error: unknown) => (error instanceof Error ? pino.stdSerializers.err(withoutValues(error)) : error),
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
    censor: "[cut out]",
  },
});

import pino from "pino";
import { env } from "@/lib/env";

/** Structured logs on stdout. What may hold a secret is cut out by name, wherever it stands. */
export const logger = pino({
  level: env.LOG_LEVEL ?? "info",
  base: null,
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

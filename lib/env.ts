import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";
import { productNames } from "@/products";

const port = z.coerce.number().int().min(0).max(65535);
const switchedOn = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

/**
 * Every environment variable Gatehouse reads, and the only place that reads them. A missing or invalid one stops the
 * start with its name and what it should be. `next build` needs no servers, so it validates only PRODUCT.
 */
export const env = createEnv({
  server: {
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    PRODUCT: z.enum(productNames).default("unison"),
    PORT: port.default(3000),
    APP_URL: z.url({ error: "the public URL, such as https://app.example.com" }).default("http://localhost:3000"),
    AUTH_SECRET: z.string().min(32, "at least 32 random characters: openssl rand -base64 33"),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "postgres://user:password@host:5432/database" }),
    DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_PLATFORM_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(10),
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^(sk|rk)_(test|live)_/, "a Stripe secret key, sk_…")
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_/, "the webhook endpoint's signing secret, whsec_…, or several separated by commas")
      .optional(),
    /** Requests per minute: of one platform key, of one organization key, and of all callers of one organization. */
    RATE_LIMIT_PLATFORM_KEY: z.coerce.number().int().min(1).default(300_000),
    RATE_LIMIT_API_KEY: z.coerce.number().int().min(1).default(600),
    RATE_LIMIT_ORGANIZATION: z.coerce.number().int().min(1).default(1_200),
    LOCAL_STRIPE_PORT: port.default(4242),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: "smtp://user:password@host:587" }).default("smtp://127.0.0.1:1025"),
    EMAIL_FROM: z.string().min(3).optional(),
    ALERT_EMAIL: z.string().min(3, "one address, or several separated by commas").optional(),
    ALERT_CHURN_PERCENT: z.coerce.number().min(0).max(100).default(5),
    DEMO: switchedOn,
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    APP_VERSION: z.string().default("0.1.0"),
  },
  client: {
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: z
      .string()
      .regex(/^pk_(test|live)_/, "a Stripe publishable key, pk_…, to update cards on our own page")
      .optional(),
  },
  experimental__runtimeEnv: { NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY },
  createFinalSchema: (shape) =>
    z.object(shape).superRefine(({ NODE_ENV, DEMO, ...stripe }, issues) => {
      if (NODE_ENV !== "production" || DEMO) return;
      for (const name of ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"] as const) {
        if (stripe[name]) continue;
        issues.addIssue({
          code: "custom",
          path: [name],
          message: "needed in production (or DEMO=1, for the local Stripe)",
        });
      }
    }),
  emptyStringAsUndefined: true,
  skipValidation: process.env.NEXT_PHASE === "phase-production-build",
  onValidationError: (issues) => {
    const lines = issues.map((issue) => `  ${issue.path?.join(".") ?? "?"}: ${issue.message}`);
    throw new Error(`Missing or invalid environment variables:\n${lines.join("\n")}\nSee .env.example.`);
  },
});

import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";
import { isLoopback } from "@/lib/loopback";
import { parseStorageUrl } from "@/lib/storage/storage-url";
import { productNames } from "@/products";
import { defaultProduct } from "@/products/default-product";

const port = z.coerce.number().int().min(0).max(65535);
const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

const providerUrl = z
  .url({ error: "a URL with https://" })
  .refine((url) => !URL.canParse(url) || url.startsWith("https:") || isLoopback(url), "a URL with https://");

/** Client IDs and secrets come in pairs. */
const clientPairs = [
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["MICROSOFT_CLIENT_ID", "MICROSOFT_CLIENT_SECRET"],
  ["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET"],
] as const;

const building = process.env.NEXT_PHASE === "phase-production-build";
// Canonical links and the sitemap of the static pages contain it: a build without it would advertise localhost.
if (building && !process.env.APP_URL) {
  throw new Error("APP_URL is needed for the build: the public address, e.g. https://app.example.com");
}

/**
 * All environment variables of the application, which are read here only. A missing or invalid one stops the start, with its name
 * and what it should be. The build needs no services, so it skips the validation.
 */
export const env = createEnv({
  server: {
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    PRODUCT: z.enum(productNames).default(defaultProduct),
    PORT: port.default(3000),
    APP_URL: z.url({ error: "the public URL, such as https://app.example.com" }).default("http://localhost:3000"),
    AUTH_SECRET: z
      .string()
      .refine(
        (secrets) => secrets.split(",").every((secret) => secret.trim().length >= 32),
        "at least 32 random characters: openssl rand -base64 33; while you rotate it, the new and the old one, separated by a comma",
      ),
    AUDIT_KEY: z
      .string()
      .refine(
        (keys) => keys.split(",").every((key) => key.trim().length >= 32),
        "at least 32 random characters: openssl rand -base64 33; while you rotate it, the new and the old one, separated by a comma",
      )
      .optional(),
    ENCRYPTION_KEY: z
      .string()
      .refine(
        (keys) => keys.split(",").every((key) => key.trim().length >= 32),
        "at least 32 random characters: openssl rand -base64 33; while you rotate it, the new and the old one, separated by a comma",
      )
      .optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "postgres://user:password@host:5432/database" }),
    DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_PLATFORM_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    /** `transaction`: the addresses above lead to PgBouncer or the like in transaction mode. */
    DATABASE_POOLER: z.enum(["none", "transaction"], "none or transaction").default("none"),
    /** PostgreSQL itself, as the owner, where DATABASE_URL leads to a pooler: for migrations, LISTEN and session locks. */
    DATABASE_DIRECT_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(10),
    /** A streaming replica, as the owner: the admin pages and exports read from it. */
    DATABASE_REPLICA_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: "postgres://user:password@replica:5432/database" })
      .optional(),
    /** In seconds. A replica that is further behind isn't read from. */
    DATABASE_REPLICA_MAX_LAG: z.coerce.number().min(1).max(3600).default(30),
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^(sk|rk)_(test|live)_/, "a Stripe secret key, sk_…")
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(
        /^whsec_/,
        "the signing secret of the webhook endpoint, whsec_…; while you rotate it, both, separated by a comma",
      )
      .optional(),
    /** Of Stripe's hosted pages, if the account has one. */
    STRIPE_CUSTOM_DOMAIN: z
      .string()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "the domain of Stripe's hosted pages, such as pay.example.com")
      .optional(),
    /** Sign-in with other providers. Each needs both; without them, its button isn't there. */
    GOOGLE_CLIENT_ID: z.string().optional(),
    GOOGLE_CLIENT_SECRET: z.string().optional(),
    MICROSOFT_CLIENT_ID: z.string().optional(),
    MICROSOFT_CLIENT_SECRET: z.string().optional(),
    GITHUB_CLIENT_ID: z.string().optional(),
    GITHUB_CLIENT_SECRET: z.string().optional(),
    GOOGLE_ISSUER: providerUrl.default("https://accounts.google.com"),
    MICROSOFT_ISSUER: providerUrl.default("https://login.microsoftonline.com/common/v2.0"),
    GITHUB_URL: providerUrl.default("https://github.com"),
    /** Requests per minute: with one platform key, with one organization key, and for one organization in total. */
    RATE_LIMIT_PLATFORM_KEY: z.coerce.number().int().min(1).default(300_000),
    RATE_LIMIT_API_KEY: z.coerce.number().int().min(1).default(600),
    RATE_LIMIT_ORGANIZATION: z.coerce.number().int().min(1).default(1_200),
    LOCAL_STRIPE_PORT: port.default(4242),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: "smtp://user:password@host:587" }).default("smtp://127.0.0.1:1025"),
    EMAIL_FROM: z.string().min(3).optional(),
    ALERT_EMAIL: z.string().min(3, "one or more addresses, separated by commas").optional(),
    ALERT_CHURN_PERCENT: z.coerce.number().min(0).max(100).default(5),
    EXPORT_DIR: z.string().min(1, "a folder that the web servers and the worker share").optional(),
    /** Where uploaded files are kept: see `lib/storage/storage-url.ts`. */
    STORAGE_URL: z
      .string()
      .default("file:.data/files")
      .superRefine((url, issues) => {
        try {
          parseStorageUrl(url);
        } catch (error) {
          issues.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
        }
      }),
    HEALTH_TOKEN: z.string().min(16, "at least 16 random characters: openssl rand -base64 24").optional(),
    /** With it as the bearer token, GET /api/metrics shows metrics for Prometheus. Without it, nothing is counted. */
    METRICS_TOKEN: z.string().min(16, "at least 16 random characters: openssl rand -base64 24").optional(),
    /** The worker serves its own metrics there. */
    WORKER_METRICS_PORT: port.optional(),
    /** Of the collector that gets traces, by HTTP. The other variables of OpenTelemetry work too. */
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: "https://collector:4318" }).optional(),
    /** Where unexpected errors are reported. */
    SENTRY_DSN: z.url({ protocol: /^https?$/, error: "https://key@host/project" }).optional(),
    DEMO: flag,
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    APP_VERSION: z.string().default("0.1.0"),
  },
  client: {
    NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: z
      .string()
      .regex(/^pk_(test|live)_/, "a Stripe publishable key, pk_…")
      .optional(),
  },
  experimental__runtimeEnv: { NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY: process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY },
  createFinalSchema: (shape) =>
    z.object(shape).superRefine(({ NODE_ENV, DEMO, AUDIT_KEY, ENCRYPTION_KEY, ...others }, issues) => {
      for (const [id, secret] of clientPairs) {
        if (Boolean(others[id]) === Boolean(others[secret])) continue;
        const [set, missing] = others[id] ? [id, secret] : [secret, id];
        issues.addIssue({ code: "custom", path: [missing], message: `needed, because ${set} is set` });
      }
      if (others.WORKER_METRICS_PORT !== undefined && !others.METRICS_TOKEN) {
        const message = "needed, because WORKER_METRICS_PORT is set";
        issues.addIssue({ code: "custom", path: ["METRICS_TOKEN"], message });
      }
      if (NODE_ENV !== "production" || DEMO) return;
      // Its default is for development: emails and Stripe would lead to a machine that customers can't reach.
      if (!process.env.APP_URL) {
        const message = "needed in production: the public address, e.g. https://app.example.com";
        issues.addIssue({ code: "custom", path: ["APP_URL"], message });
      }
      // Kept apart from AUTH_SECRET, which may have to be replaced: the audit log has to stay verifiable.
      if (!AUDIT_KEY) {
        const message = "needed in production, to seal the audit log: openssl rand -base64 33";
        issues.addIssue({ code: "custom", path: ["AUDIT_KEY"], message });
      }
      // Kept apart from AUTH_SECRET, which may have to be replaced: these secrets have to stay readable.
      if (!ENCRYPTION_KEY) {
        const message = "needed in production, to encrypt secrets in the database: openssl rand -base64 33";
        issues.addIssue({ code: "custom", path: ["ENCRYPTION_KEY"], message });
      }
      for (const name of ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"] as const) {
        if (others[name]) continue;
        issues.addIssue({
          code: "custom",
          path: [name],
          message: "required in production; for a demo with the local Stripe, set DEMO=1 instead",
        });
      }
    }),
  emptyStringAsUndefined: true,
  skipValidation: building,
  onValidationError: (issues) => {
    const lines = issues.map((issue) => `  ${issue.path?.join(".") ?? "?"}: ${issue.message}`);
    throw new Error(`Some environment variables are missing or invalid:\n${lines.join("\n")}\nSee .env.example.`);
  },
});

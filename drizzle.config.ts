import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  casing: "snake_case",
  out: "./drizzle",
  // usage-events.ts is left out: its table is partitioned, which drizzle-kit can't express, so its migrations are handwritten.
  schema: [
    "./db/schema/admin.ts",
    "./db/schema/alerts.ts",
    "./db/schema/audit.ts",
    "./db/schema/auth.ts",
    "./db/schema/billing.ts",
    "./db/schema/email.ts",
    "./db/schema/entitlements.ts",
    "./db/schema/health.ts",
    "./db/schema/idempotency.ts",
    "./db/schema/jobs.ts",
    "./db/schema/keys.ts",
    "./db/schema/metrics.ts",
    "./db/schema/oauth.ts",
    "./db/schema/privacy.ts",
    "./db/schema/reconciliation.ts",
    "./db/schema/single-sign-on.ts",
    "./db/schema/support.ts",
    "./db/schema/tenancy.ts",
    "./db/schema/time.ts",
    "./db/schema/trials.ts",
    "./db/schema/usage.ts",
    "./db/schema/visits.ts",
    "./db/schema/webhooks.ts",
    "./products/*/schema.ts",
  ],
});

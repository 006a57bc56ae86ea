import { join } from "node:path";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";

/** The environment of every process of the stack: the same variables a deployment sets. */
export function environment(settings: Settings, secrets: Secrets): Record<string, string> {
  const { mode, ports, stripeSecretKey } = settings;
  return {
    NODE_ENV: mode,
    ...(mode === "production" ? { DEMO: "1" } : {}),
    NEXT_TELEMETRY_DISABLED: "1",
    DATA_DIR: settings.dataDir,
    PRODUCT: settings.product,
    PORT: String(ports.web),
    APP_URL: settings.appUrl,
    AUTH_SECRET: secrets.authSecret,
    AUDIT_KEY: secrets.auditKey,
    ENCRYPTION_KEY: secrets.encryptionKey,
    DATABASE_URL: settings.databaseUrl ?? `postgres://gatehouse:gatehouse@127.0.0.1:${ports.database}/gatehouse`,
    LOCAL_STRIPE_PORT: String(ports.stripe),
    STRIPE_WEBHOOK_SECRET: secrets.webhookSecret,
    ...(stripeSecretKey ? { STRIPE_SECRET_KEY: stripeSecretKey } : {}),
    SMTP_URL: settings.smtpUrl ?? `smtp://127.0.0.1:${ports.smtp}`,
    EXPORT_DIR: process.env.EXPORT_DIR || join(settings.dataDir, "exports"),
    STORAGE_URL: process.env.STORAGE_URL || `file:${join(settings.dataDir, "files")}`,
    SEED_PASSWORD: secrets.password,
    ...(process.env.SEED_CUSTOMERS ? { SEED_CUSTOMERS: process.env.SEED_CUSTOMERS } : {}),
    LOG_LEVEL: process.env.LOG_LEVEL ?? (mode === "production" ? "warn" : "info"),
  };
}

import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RoleName, roleUrl } from "@/db/roles";

export const testSecret = "a-secret-for-tests-only-0123456789abcdef";

/** What a test process sees instead of the developer's own environment. */
export function testEnvironment(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: testSecret,
    AUDIT_KEY: "a-key-of-the-audit-log-for-tests-only",
    ENCRYPTION_KEY: "a-key-of-the-secrets-at-rest-for-tests-only",
    APP_URL: "http://localhost:3000",
    STRIPE_WEBHOOK_SECRET: "whsec_for_tests_only",
    STORAGE_URL: `file:${join(tmpdir(), "gatehouse-test-files")}`,
    LOG_LEVEL: "silent",
    PRODUCT: "unison",
  };
}

/** The serving roles behind PgBouncer, and the owner past it, as in a deployment. */
export function throughPooler(databaseUrl: string, port: number | null): Record<string, string> {
  if (port === null) return {};
  const url = new URL(databaseUrl);
  url.port = String(port);
  const pooled = (role: RoleName) => roleUrl(url.toString(), role, testSecret);
  return { DATABASE_POOLER: "transaction", DATABASE_APP_URL: pooled("app"), DATABASE_PLATFORM_URL: pooled("platform") };
}

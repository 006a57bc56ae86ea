import { tmpdir } from "node:os";
import { join } from "node:path";

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

import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { LongestFirst } from "./testing/longest-first";

const root = fileURLToPath(new URL(".", import.meta.url));
/**
 * Each takes up to two minutes, because it starts or kills programs of its own, or plays long histories. `npm run test:all` and
 * `npm run test:db` run them.
 */
const longest = [
  "scripts/backup.db.test.ts",
  "scripts/new-product/new-product.test.ts",
  "lib/replica/replica.db.test.ts",
  "lib/billing/killed.db.test.ts",
  "lib/billing/database-away.db.test.ts",
  "lib/reconciliation/reconcile-killed.db.test.ts",
  "lib/reconciliation/reconcile-charges.db.test.ts",
  "lib/time-machine/travel.db.test.ts",
  "testing/field/billing.db.test.ts",
];
const long = process.env.SKIP_LONG_TESTS ? longest : [];
const exclude = [
  ...configDefaults.exclude,
  ".next/**",
  ".stryker-tmp/**",
  "e2e/**",
  ".data/**",
  "packages/local-stripe/**",
  ...long,
];

/**
 * Test files share processes: starting one and loading zod, React or the Stripe client for each file would take as long as its
 * tests, or several times as long. Unit tests keep no global state; `testing/clean-process.ts` keeps database tests apart.
 */
const shared = { isolate: false, maxWorkers: 2 } as const;

export const base = {
  resolve: { alias: { "@": root, "server-only": `${root}scripts/server-only.ts` } },
  esbuild: { jsx: "automatic" },
} as const;

export const unit: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: "unit",
    include: ["**/*.test.{ts,tsx}"],
    exclude: [...exclude, "**/*.db.test.*"],
    setupFiles: ["testing/unit-setup.ts"],
    ...shared,
  },
};

const db: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: "db",
    include: ["**/*.db.test.{ts,tsx}"],
    exclude,
    globalSetup: ["testing/cluster.ts"],
    setupFiles: ["testing/clean-process.ts", "testing/database.ts"],
    sequence: { setupFiles: "list" },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    ...shared,
  },
};

export default defineConfig({
  ...base,
  test: { projects: [unit, db, "packages/local-stripe"], sequence: { sequencer: LongestFirst } },
});

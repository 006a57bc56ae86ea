import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const exclude = [...configDefaults.exclude, ".next/**", ".stryker-tmp/**", "e2e/**", ".data/**"];

/**
 * Unit tests share processes, because they keep no global state. Starting a process and loading zod, React or the Stripe client
 * for each file would take several times as long as its tests.
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
    include: ["{lib,components,db,server,worker,seed,products,testing,scripts,app,bench}/**/*.test.{ts,tsx}"],
    exclude: [...exclude, "**/*.db.test.*"],
    setupFiles: ["testing/unit-setup.ts"],
    ...shared,
  },
};

const db: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: "db",
    include: ["{lib,components,db,app,seed,worker,products,testing}/**/*.db.test.{ts,tsx}"],
    exclude,
    globalSetup: ["testing/cluster.ts"],
    setupFiles: ["testing/database.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
};

export default defineConfig({ ...base, test: { projects: [unit, db, "packages/local-stripe"] } });

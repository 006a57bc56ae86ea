import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const exclude = [...configDefaults.exclude, ".next/**", "e2e/**", ".data/**"];

/**
 * Files that keep nothing outside of their own tests share a process: to start one and to load zod, React or the Stripe
 * client anew for each file costs several times what the tests in it do.
 */
const shared = { isolate: false, maxWorkers: 2 } as const;

export default defineConfig({
  resolve: { alias: { "@": root, "server-only": `${root}scripts/server-only.ts` } },
  esbuild: { jsx: "automatic" },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components,db,server,worker,seed,testing,scripts,app,bench}/**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.db.test.*"],
          setupFiles: ["testing/unit-setup.ts"],
          ...shared,
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["{lib,db,app,components,seed,worker,testing}/**/*.db.test.{ts,tsx}"],
          exclude,
          globalSetup: ["testing/cluster.ts"],
          setupFiles: ["testing/database.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "local-stripe",
          root: "packages/local-stripe",
          include: ["src/**/*.test.ts"],
          testTimeout: 60_000,
          ...shared,
        },
      },
    ],
  },
});

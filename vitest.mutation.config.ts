import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import localStripe from "./packages/local-stripe/vitest.config";
import { base, unit } from "./vitest.config";

/** Isolated, because what one mutant leaves in a module must not reach the next. */
const perMutant = {
  isolate: true,
  runner: fileURLToPath(new URL("testing/mutation-runner.ts", import.meta.url)),
} as const;

/** For `npm run mutate`. Without the database tests, which take too long to run once for each mutant. */
export default defineConfig({
  ...base,
  test: {
    projects: [
      { ...unit, test: { ...unit.test, ...perMutant } },
      { ...localStripe, test: { ...localStripe.test, root: "packages/local-stripe", ...perMutant } },
    ],
  },
});

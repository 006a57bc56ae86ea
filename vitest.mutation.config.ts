import { defineConfig } from "vitest/config";
import localStripe from "./packages/local-stripe/vitest.config";
import { base, unit } from "./vitest.config";

/**
 * For `npm run mutate`. Without database tests, which take too long to run for each mutant, and isolated, because a mutant's
 * module state must not reach the next one.
 */
export default defineConfig({
  ...base,
  test: {
    projects: [
      { ...unit, test: { ...unit.test, isolate: true } },
      { ...localStripe, test: { ...localStripe.test, root: "packages/local-stripe", isolate: true } },
    ],
  },
});

import { defineConfig } from "vitest/config";
import localStripe from "./packages/local-stripe/vitest.config";
import { base, unit } from "./vitest.config";

/**
 * For `npm run mutate`. Without the database tests, which take too long to run once for each mutant; and isolated, because
 * what one mutant leaves in a module must not reach the next.
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

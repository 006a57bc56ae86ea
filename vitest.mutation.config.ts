import { defineConfig } from "vitest/config";
import { base, localStripe, unit } from "./vitest.config";

/**
 * For `npm run mutate`. Without the database tests, which take too long to run once for each mutant; and isolated, because
 * what one mutant leaves in a module must not reach the next.
 */
export default defineConfig({
  ...base,
  test: {
    projects: [unit, localStripe].map((project) => ({ ...project, test: { ...project.test, isolate: true } })),
  },
});

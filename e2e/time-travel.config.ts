import { onOwnStack } from "./support/configuration";

/**
 * Five customers over a year, on a stack of their own, because the whole stack shares one clock:
 * `npx playwright test --config e2e/time-travel.config.ts`. Each customer of the sample data is billed every month of it, too.
 */
export default onOwnStack(
  "time-travel",
  { SEED_CUSTOMERS: "2" },
  { projects: [{ name: "time travel", testMatch: "**/lifecycle.spec.ts" }] },
);

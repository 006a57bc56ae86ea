import { onOwnStack } from "./support/configuration";

/** A stack that sells Origin: `npx playwright test --config e2e/origin.config.ts`. */
export default onOwnStack(
  "origin",
  { PRODUCT: "origin", SEED_CUSTOMERS: "6" },
  { workers: 1, projects: [{ name: "origin", testMatch: "**/origin/*.spec.ts" }] },
);

import { onOwnStack } from "./support/configuration";

/** A stack that sells Origin, with customers of earlier prices: `npx playwright test --config e2e/origin.config.ts`. */
export default onOwnStack(
  "origin",
  { PRODUCT: "origin", SEED_CUSTOMERS: "24" },
  { projects: [{ name: "origin", testMatch: "**/origin/*.spec.ts" }] },
);

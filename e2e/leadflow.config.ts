import { onOwnStack } from "./support/configuration";

/** The outside program and a stack that sells Leadflow: `npx playwright test --config e2e/leadflow.config.ts`. */
export default onOwnStack(
  "leadflow",
  { PRODUCT: "leadflow", SEED_CUSTOMERS: "0" },
  { workers: 1, projects: [{ name: "leadflow", testMatch: "**/leadflow/*.spec.ts" }] },
);

import { onOwnStack } from "./e2e/support/configuration";

/** Have a stack of their own, with a configuration of their own. */
const elsewhere = ["**/lifecycle.spec.ts", "**/{leadflow,origin}/*.spec.ts"];
/** Layout and accessibility of every page: `npx playwright test --project pages`. */
const pages = "**/pages.spec.ts";
/** Every endpoint, page and action as every kind of caller: `npx playwright test --project security`. */
const security = "**/security/*.spec.ts";

/** What `npm test` leaves to `npm run test:all`. */
const long = process.env.SKIP_LONG_TESTS
  ? ["**/naughty-strings.spec.ts", "**/two-organizations.spec.ts", "**/arranged.spec.ts", "**/outside.spec.ts"]
  : [];

/** Journeys and pages, on one stack. Customers: enough for the admin pages. */
export default onOwnStack(
  "browser",
  { SEED_CUSTOMERS: "24" },
  {
    projects: [
      { name: "pages", testMatch: pages, testIgnore: security },
      { name: "journeys", testIgnore: [pages, security, ...elsewhere, ...long] },
      // Each of its tests sends thousands of requests.
      { name: "security", testMatch: security, testIgnore: long, timeout: 300_000 },
    ],
  },
);

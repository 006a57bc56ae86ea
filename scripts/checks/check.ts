import { readdirSync } from "node:fs";
import { type Counts, playwrightCounts, vitestCounts } from "./counts";

/** A command that has to succeed. */
export type Check = {
  name: string;
  command: [string, ...string[]];
  /** Takes minutes, so only `npm run test:all` runs it, or `npm test` by its name. */
  long?: true;
  /** Waits for this one, if both run. */
  after?: Check;
  /** Reads from its output how many tests passed and failed. A check without it counts as one test. */
  counts?: (output: string) => Promise<Counts> | Counts;
};

const npm = (script: string): [string, ...string[]] => ["npm", "run", "--silent", script];

export const lint: Check = { name: "lint", command: npm("check:lint") };
export const importRules: Check = { name: "import rules", command: npm("check:imports") };
export const deadCode: Check = { name: "dead code", command: npm("check:dead") };
export const spelling: Check = { name: "spelling", command: npm("check:spelling") };
export const unitTests: Check = { name: "unit tests", command: npm("test:unit"), counts: vitestCounts };

export const build: Check = {
  name: "build",
  command: [process.execPath, "--import", "./scripts/preload/script.mjs", "scripts/build.ts"],
};
/** After the build, which deletes the generated route types that this generates again. */
export const types: Check = { name: "types", command: npm("check:types"), after: build };
/** The unit tests, the database tests and those of the local Stripe, in one run. */
export const vitest: Check = { name: "vitest", command: ["npx", "vitest", "run"], counts: vitestCounts };
/** Each page of the local Stripe by itself. The browser tests pay, decline and manage on them, too. */
export const stripePages: Check = {
  name: "local Stripe pages",
  long: true,
  command: npm("test:stripe-pages"),
  counts: () => playwrightCounts("test-results/local-stripe.json"),
};
/** User journeys, every page, and every endpoint and action as every kind of caller, on one stack. */
export const browserTests: Check = {
  name: "browser tests",
  command: npm("test:e2e"),
  counts: () => playwrightCounts("test-results/browser.json"),
};
/** Five customers over a year, on a stack of their own. */
export const timeTravel: Check = {
  name: "time travel",
  long: true,
  command: npm("test:time-travel"),
  after: build,
  counts: () => playwrightCounts("test-results/time-travel.json"),
};
/** A journey through each of the other products, on stacks of their own. */
export const otherProducts: Check = {
  name: "other products",
  command: npm("test:products"),
  after: build,
  counts: () => playwrightCounts(...readdirSync("products").map((name) => `test-results/${name}.json`)),
};

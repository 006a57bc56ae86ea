import { type Counts, playwrightCounts, vitestCounts } from "./counts";

/** One of the things that must hold: a command, and how many tests it ran. */
export type Part = {
  name: string;
  command: [string, ...string[]];
  /** Reads from its output how many tests passed and failed. A part without it counts as one test. */
  counts?: (output: string) => Promise<Counts> | Counts;
};

const npm = (script: string): [string, ...string[]] => ["npm", "run", "--silent", script];

export const types: Part = { name: "types", command: npm("check:types") };
export const lint: Part = { name: "lint", command: npm("check:lint") };
export const importRules: Part = { name: "import rules", command: npm("check:imports") };
export const deadCode: Part = { name: "dead code", command: npm("check:dead") };
export const unitTests: Part = { name: "unit tests", command: npm("test:unit"), counts: vitestCounts };

export const build: Part = {
  name: "build",
  command: [process.execPath, "--import", "./scripts/preload/script.mjs", "scripts/build.ts"],
};
/** The unit tests, the database tests and those of the local Stripe in one run. */
export const vitest: Part = { name: "vitest", command: ["npx", "vitest", "run"], counts: vitestCounts };
export const stripePages: Part = {
  name: "local Stripe's pages",
  command: npm("test:stripe-pages"),
  counts: () => playwrightCounts("test-results/local-stripe.json"),
};
/** The journeys, the sweep of all pages and the time travel, on one stack. */
export const journeys: Part = {
  name: "journeys and pages",
  command: npm("test:e2e"),
  counts: () => playwrightCounts("test-results/results.json"),
};

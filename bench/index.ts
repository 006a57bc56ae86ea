import { measureAdmin } from "./admin.bench";
import { measureAttribution } from "./attribution.bench";
import { measureBatch } from "./batch.bench";
import { measureFeatures } from "./features.bench";
import { measureLocalStripe } from "./local-stripe.bench";
import { measureStored } from "./metering";
import { measurePages } from "./pages.bench";
import { measureReads } from "./reads.bench";
import { measureReconciliation } from "./reconciliation.bench";
import { printResult, type Result } from "./report";
import { measureUsage } from "./usage.bench";
import { measureWebhooks } from "./webhooks.bench";

const benches: Readonly<Record<string, { about: string; run: () => Promise<Result> }>> = {
  pages: {
    about:
      "size, scripts and Lighthouse of pages with and without a session, the answer to a click, and requests/s, compared with a bare static page",
    run: measurePages,
  },
  usage: {
    about:
      "POST usage/track with one event, compared with the empty handler; 1 and 1,000 organizations; 1 million events stored",
    run: () => measureStored(measureUsage),
  },
  batch: {
    about: "the same in batches of 500: committed events per second",
    run: () => measureStored(measureBatch),
  },
  features: {
    about: "POST features/check, compared with the empty handler; resolving alone",
    run: () => measureStored(measureFeatures),
  },
  reads: {
    about: "GET usage/current, usage/limits and features/available with a key, compared with the empty handler",
    run: () => measureStored(measureReads),
  },
  metering: {
    about: "usage, batch and features on one data set; the last argument sets how many events are stored",
    run: () => measureStored(measureUsage, measureBatch, measureFeatures),
  },
  webhooks: {
    about:
      "acknowledged webhooks, compared with the empty handler; 10,000 shuffled, duplicated events until all are processed",
    run: measureWebhooks,
  },
  reconciliation: {
    about: "reconciliation of 10,000 customers at Stripe's rate limit; then with 100 mismatches",
    run: measureReconciliation,
  },
  admin: {
    about: "the data and the pages of /admin, with 10,000 and 100,000 organizations × 24 months",
    run: measureAdmin,
  },
  attribution: {
    about: "attribution runs over a million touchpoints of 100,000 journeys, compared with reading them; peak memory",
    run: measureAttribution,
  },
  "local-stripe": {
    about:
      "customers/s and subscriptions/s of the local Stripe, compared with an empty server; a year of 1,000 subscriptions",
    run: measureLocalStripe,
  },
};

const name = process.argv[2] ?? "list";
const bench = benches[name];
if (name === "list") {
  for (const [key, { about }] of Object.entries(benches)) console.log(`${key.padEnd(16)}${about}`);
} else if (bench) {
  printResult(name, await bench.run());
} else {
  console.error(`No benchmark "${name}". Available: ${Object.keys(benches).join(", ")}.`);
  process.exitCode = 1;
}

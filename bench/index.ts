import { measureBatch } from "./batch.bench";
import { measureFeatures } from "./features.bench";
import { measureLocalStripe } from "./local-stripe.bench";
import { measureStored } from "./metering";
import { measurePages } from "./pages.bench";
import { measureReconciliation } from "./reconciliation.bench";
import { printResult, type Result } from "./report";
import { measureUsage } from "./usage.bench";
import { measureWebhooks } from "./webhooks.bench";

const benches: Readonly<Record<string, { about: string; run: () => Promise<Result> }>> = {
  pages: {
    about: "Lighthouse on / and /pricing, their script above the framework's own, requests/s beside a bare static page",
    run: measurePages,
  },
  usage: {
    about:
      "POST usage/track, one event, beside the empty handler; one organization and a thousand; 1 million events stored",
    run: () => measureStored(measureUsage),
  },
  batch: {
    about: "the same in batches of 500: events a second, each of them committed",
    run: () => measureStored(measureBatch),
  },
  features: {
    about: "POST features/check beside the empty handler; what resolving alone takes",
    run: () => measureStored(measureFeatures),
  },
  metering: {
    about: "the three before, on one data set: as many events as the last argument says are stored",
    run: () => measureStored(measureUsage, measureBatch, measureFeatures),
  },
  webhooks: {
    about:
      "acknowledged webhooks beside the empty handler; a storm of 10,000 shuffled, duplicated events until it has settled",
    run: measureWebhooks,
  },
  reconciliation: {
    about: "10,000 customers compared with Stripe, at the pace it allows; then with 100 of them wrong",
    run: measureReconciliation,
  },
  "local-stripe": {
    about: "customers/s and subscriptions/s of the local Stripe beside a server that only answers, and a year of 1,000",
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
  console.error(`No benchmark "${name}". There are: ${Object.keys(benches).join(", ")}.`);
  process.exitCode = 1;
}

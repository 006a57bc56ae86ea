import { measureLocalStripe } from "./local-stripe.bench";
import { measurePages } from "./pages.bench";
import { printResult, type Result } from "./report";

const benches: Readonly<Record<string, { about: string; run: () => Promise<Result> }>> = {
  pages: {
    about: "Lighthouse on / and /pricing, their script above the framework's own, requests/s beside a bare static page",
    run: measurePages,
  },
  "local-stripe": {
    about: "customers/s and subscriptions/s of the local Stripe beside a server that only answers, and a year of 1,000",
    run: measureLocalStripe,
  },
};

const name = process.argv[2] ?? "list";
const bench = benches[name];
if (name === "list") {
  for (const [key, { about }] of Object.entries(benches)) console.log(`${key.padEnd(14)}${about}`);
} else if (bench) {
  printResult(name, await bench.run());
} else {
  console.error(`No benchmark "${name}". There are: ${Object.keys(benches).join(", ")}.`);
  process.exitCode = 1;
}

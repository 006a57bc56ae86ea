import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { now } from "@/lib/clock";
import { closeDatabases } from "@/lib/database";
import { recallClock } from "@/lib/time-machine";
import { type Seeded, seed } from "@/seed";
import { seedCompany } from "@/seed/history/seed-company";
import { readJson } from "./stack/secrets";

/** The customers of the demo, besides those one can sign in as. */
const demoCustomers = 120;
/** More customers than a local Stripe holds well are written to the database alone. */
const mostInStripe = 1_000;

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    password: { type: "string" },
    organizations: { type: "string" },
    months: { type: "string", default: "24" },
    seed: { type: "string", default: "1" },
    until: { type: "string" },
    "database-only": { type: "boolean", default: false },
  },
});
if (/^(sk|rk)_live_/.test(process.env.STRIPE_SECRET_KEY ?? ""))
  throw new Error("Sample data can't be created with a live Stripe key.");
const password = values.password ?? process.env.SEED_PASSWORD;

// If the time machine has moved the clocks, sample data is dated by the moved time.
await recallClock();
if (values.organizations === undefined) await seedDemo();
else await seedLoad(wholeNumber("organizations", values.organizations));
await closeDatabases();

async function seedDemo(): Promise<void> {
  if (!password) throw new Error("Set the sample accounts' password with --password or SEED_PASSWORD.");
  const seeded = await seed(password, {
    previous: values.out ? await readJson<Seeded>(values.out) : undefined,
    customers: wholeNumber("SEED_CUSTOMERS", process.env.SEED_CUSTOMERS ?? String(demoCustomers)),
  });
  if (values.out) await writeFile(values.out, `${JSON.stringify(seeded, null, 2)}\n`, { mode: 0o600 });
  else console.log(JSON.stringify(seeded, null, 2));
}

/** Any number of customers, for tests of speed: `--organizations 10000 --months 24 --seed 1`. */
async function seedLoad(organizations: number): Promise<void> {
  const until = values.until === undefined ? now() : new Date(values.until);
  if (Number.isNaN(until.getTime())) throw new Error(`--until isn't a date: ${values.until}`);
  const started = performance.now();
  const inStripe = !values["database-only"] && organizations <= mostInStripe;
  const months = wholeNumber("months", values.months);
  const wanted = { organizations, months, seed: values.seed, until, conversion: 0.5, reserved: [] };
  const written = await seedCompany({ ...wanted, password: password ?? null, inStripe }, (done) =>
    process.stderr.write(`\r${done} of ${organizations} organizations`),
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stderr.write(
    `\n${written} organizations in ${seconds} s${inStripe ? "" : ", in the database only, so reconciliation leaves them out"}.\n`,
  );
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} isn't a whole number: ${text}`);
  return value;
}

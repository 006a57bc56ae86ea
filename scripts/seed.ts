import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { closeDatabases } from "@/lib/database";
import { recallClock } from "@/lib/time-machine";
import { type Seeded, seed } from "@/seed";
import { readJson } from "./stack/secrets";

const { values } = parseArgs({ options: { out: { type: "string" }, password: { type: "string" } } });
const password = values.password ?? process.env.SEED_PASSWORD;
if (!password) throw new Error("Set the password of the sample accounts: --password, or SEED_PASSWORD.");
if (/^(sk|rk)_live_/.test(process.env.STRIPE_SECRET_KEY ?? ""))
  throw new Error("Sample data can't be created with a live Stripe key.");

// If the time machine has moved the clocks, sample data is dated by the moved time.
await recallClock();
const seeded = await seed(password, values.out ? await readJson<Seeded>(values.out) : undefined);
if (values.out) await writeFile(values.out, `${JSON.stringify(seeded, null, 2)}\n`, { mode: 0o600 });
else console.log(JSON.stringify(seeded, null, 2));
await closeDatabases();

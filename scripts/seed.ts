import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { closeDatabases } from "@/lib/database";
import { recallClock } from "@/lib/time-machine";
import { type Seeded, seed } from "@/seed";
import { readJson } from "./stack/secrets";

const { values } = parseArgs({ options: { out: { type: "string" }, password: { type: "string" } } });
const password = values.password ?? process.env.SEED_PASSWORD;
if (!password) throw new Error("Which password shall the seeded people have? --password, or SEED_PASSWORD.");
if (/^(sk|rk)_live_/.test(process.env.STRIPE_SECRET_KEY ?? ""))
  throw new Error("The seed does not run with a live Stripe key.");

// Stripe's clock may be ahead of the wall's, and the people it tells of live by the same.
await recallClock();
const seeded = await seed(password, values.out ? await readJson<Seeded>(values.out) : undefined);
if (values.out) await writeFile(values.out, `${JSON.stringify(seeded, null, 2)}\n`, { mode: 0o600 });
else console.log(JSON.stringify(seeded, null, 2));
await closeDatabases();

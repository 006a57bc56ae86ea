// npm run fx:import -- FILE: stores the daily exchange rates of a CSV file with the columns day, currency and rate.
import { readFile } from "node:fs/promises";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { closeDatabases } from "@/lib/database";
import { ratesSchema, storeRates } from "@/lib/metrics";

const usage = `Usage: npm run fx:import -- rates.csv

The file has a line per day and currency: what one unit of it costs in ${catalog.currency.toUpperCase()}.

  day,currency,rate
  2026-11-30,eur,1.0912`;

const [file, ...rest] = process.argv.slice(2);
if (!file || rest.length > 0) {
  console.error(usage);
  process.exit(1);
}
const [, ...lines] = (await readFile(file, "utf8")).trim().split(/\r?\n/);
const rates = ratesSchema.safeParse(
  lines.map((line) => {
    const [day, currency, rate] = line.split(",").map((cell) => cell.trim());
    return { base: catalog.currency, currency: currency?.toLowerCase(), day, rate: Number(rate) };
  }),
);
if (!rates.success) {
  const [issue] = rates.error.issues;
  console.error(
    `Line ${Number(issue?.path[0] ?? 0) + 2}: ${String(issue?.path[1] ?? "")}: ${issue?.message}\n\n${usage}`,
  );
  process.exit(1);
}
await withPlatform({ actor: { kind: "system", id: "cli" } }, (ctx) => storeRates(ctx, rates.data));
await closeDatabases();
console.log(`${rates.data.length} rates stored.`);

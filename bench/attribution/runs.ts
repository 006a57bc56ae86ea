// Computes runs as the worker does, in a process of its own whose memory is measured, and prints one line of JSON.
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { type Actor, inTenant, withPlatform, withSnapshot } from "@/lib/context";
import { closeDatabases } from "@/lib/database";
import { readJourneys } from "@/products/origin/domain/runs/read-journeys";
import { runAttribution } from "@/products/origin/domain/runs/run-attribution";
import { attributionRuns } from "@/products/origin/schema";

const [, , organizationId = ""] = process.argv;
const actor: Actor = { kind: "system", id: "worker" };
const range = { fromDay: "2026-01-01", toDay: "2026-12-31", lookBackDays: 180 };

/** Seconds of a run of the model, and what it found. */
async function measure(model: "linear" | "markov" | "shapley") {
  const runId = uuidv7();
  const inOwn = { organizationId, id: runId };
  await withPlatform({ actor }, async ({ tx, now }) =>
    tx.insert(attributionRuns).values({ ...inOwn, model, ...range, status: "waiting", createdAt: now }),
  );
  const started = performance.now();
  await runAttribution({ organizationId, runId });
  const seconds = (performance.now() - started) / 1000;
  const [run] = await withPlatform({ actor }, (ctx) =>
    inTenant(ctx, organizationId).tx.select().from(attributionRuns).where(eq(attributionRuns.id, runId)),
  );
  return { seconds, touches: run?.touches ?? 0, conversions: run?.conversions ?? 0 };
}

/** The floor: reading all journeys and doing nothing with them. */
async function reading(): Promise<number> {
  const started = performance.now();
  const all = {
    from: new Date("2026-01-01T00:00:00Z"),
    until: new Date("2027-01-01T00:00:00Z"),
    lookBackDays: 180,
    conversionType: null,
  };
  await withSnapshot({ organizationId, actor }, (ctx) =>
    readJourneys(
      ctx,
      all,
      () => undefined,
      async () => undefined,
    ),
  );
  return (performance.now() - started) / 1000;
}

const floor = await reading();
const linear = await measure("linear");
const markov = await measure("markov");
const shapley = await measure("shapley");
console.log(JSON.stringify({ floor, linear, markov, shapley, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
await closeDatabases();

import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { healthSamples } from "@/db/schema";
import { withoutTenant } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { addDays, addMinutes } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { outagesOf } from "./history";
import { readStatus } from "./index";
import { readFindings, storeSamples, takeSample } from "./samples";

const at = new Date("2033-06-10T10:00:00Z");
const up = { database: true, worker: true, stripe: true };
const system = <T>(work: Parameters<typeof withoutTenant<T>>[1], now = addDays(at, 1)) =>
  withoutTenant({ actor: asSystem(), now }, work);

describe("checks of every part", () => {
  it("are stored once for all web servers, of which one that found something down counts", async () => {
    const sample = { at, ...up };
    await system((ctx) => storeSamples(ctx, [sample]));
    await system((ctx) => storeSamples(ctx, [{ ...sample, stripe: false }]));
    await system((ctx) => storeSamples(ctx, [sample]));
    const rows = await platformDatabase().select().from(healthSamples).where(eq(healthSamples.at, at));
    expect(rows).toEqual([{ ...sample, stripe: false }]);
  });

  it("say when something was down, and when no one checked", async () => {
    const start = addDays(at, 200);
    const minutes = [0, 5, 10, 15, 20, 80, 85];
    const samples = minutes.map((offset) => ({
      at: addMinutes(start, offset),
      ...up,
      worker: offset !== 10 && offset !== 15,
    }));
    await system((ctx) => storeSamples(ctx, samples), addDays(start, 1));
    const found = await system(readFindings, addDays(start, 1));
    expect(found.since).toEqual(start);
    expect(outagesOf(found)).toEqual([
      { component: "worker", from: addMinutes(start, 10), to: addMinutes(start, 20) },
      { component: "web", from: addMinutes(start, 25), to: addMinutes(start, 80) },
    ]);
  });

  it("are deleted once they are older than what is shown", async () => {
    const old = addDays(at, 1_000);
    await system((ctx) => storeSamples(ctx, [{ at: old, ...up }]), old);
    await system((ctx) => storeSamples(ctx, []), addDays(old, 92));
    expect(await platformDatabase().$count(healthSamples, eq(healthSamples.at, old))).toBe(0);
  });

  it("run on the server, and the page shows them", async () => {
    await takeSample();
    const status = await readStatus();
    expect(status).toMatchObject({ now: { web: true, database: true, stripe: true }, complete: true });
    expect(status.days.database).toHaveLength(90);
  });
});

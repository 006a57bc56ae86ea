import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { TenantContext } from "@/lib/context";
import { measureModels } from "@/products/origin/measures";
import {
  attributionPaths,
  attributionResults,
  attributionRuns,
  dataImports,
  importChunks,
  importProblems,
  touchpoints,
} from "@/products/origin/schema";
import { conversion, runJobs, touch } from "@/products/origin/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { addConversions, addTouchpoints } from "../data/add-events";
import { saveSettings } from "../data/settings";
import { previewOf } from "../import/rows";
import { addChunk, startImport } from "../import/start-import";
import { setSpend } from "../spend/set-spend";
import { modelsInUse, removeModel } from "./models-in-use";
import { startRun } from "./start-run";

vi.hoisted(() => {
  process.env.PRODUCT = "origin";
});

const now = new Date("2026-11-20T12:00:00Z");
const createdAt = new Date("2026-11-10T12:00:00Z");
const november = { fromDay: "2026-11-01", toDay: "2026-11-30", lookBackDays: 7 } as const;

let id: string;
const inside = <T>(work: (ctx: TenantContext) => Promise<T>, organization = id) =>
  inOrganization(organization, work, now);

beforeAll(async () => {
  ({ id } = await newOrganization({ plan: "scale", createdAt }));
  await inside((ctx) => saveSettings(ctx, { currency: "usd", timeZone: "America/New_York" }));
  await inside((ctx) =>
    addTouchpoints(
      ctx,
      [
        touch("1", "a", "display", "2026-11-01T10:00:00Z", 30),
        touch("2", "a", "search", "2026-11-02T10:00:00Z"),
        touch("3", "a", "email", "2026-11-03T10:00:00Z"),
        touch("4", "b", "search", "2026-11-05T10:00:00Z", 70),
        touch("5", "b", "email", "2026-10-20T10:00:00Z"),
        // Before November in New York, and after its last day.
        touch("6", "c", "display", "2026-11-01T03:00:00Z"),
        touch("7", "d", "display", "2026-12-01T05:00:00Z"),
      ].filter(({ at }) => at < "2026-11-21"),
    ),
  );
  await inside((ctx) =>
    addConversions(ctx, [
      conversion("c1", "a", 10_000, "2026-11-03T12:00:00Z"),
      conversion("c2", "b", 5_001, "2026-11-06T12:00:00Z"),
      conversion("c3", "a", -2_000, "2026-11-04T12:00:00Z", "refund"),
      // 9:30 in the evening of October 31 in New York.
      conversion("c4", "e", 99_999, "2026-11-01T01:30:00Z"),
    ]),
  );
  await inside((ctx) =>
    setSpend(ctx, [
      { day: "2026-11-02", channel: "search", amount: 2_000 },
      { day: "2026-11-02", channel: "search", amount: 500 },
      { day: "2026-11-05", channel: "billboard", amount: 9_000 },
      { day: "2026-10-31", channel: "search", amount: 77_777 },
    ]),
  );
});

async function run(input: Partial<Parameters<typeof startRun>[1]> = {}, organization = id) {
  const runId = await inside((ctx) => startRun(ctx, { model: "linear", ...november, ...input }), organization);
  await runJobs();
  return inside(async ({ tx }) => {
    const [row] = await tx.select().from(attributionRuns).where(eq(attributionRuns.id, runId));
    const results = await tx.select().from(attributionResults).where(eq(attributionResults.runId, runId));
    const paths = await tx
      .select()
      .from(attributionPaths)
      .where(eq(attributionPaths.runId, runId))
      .orderBy(attributionPaths.position);
    return {
      row,
      paths,
      results: Object.fromEntries(results.map(({ channel, value, spend }) => [channel, [value, spend]])),
    };
  }, organization);
}

describe("a run", () => {
  it("credits the conversions of the organization's own days to the cent, and adds what channels cost", async () => {
    const { row, results, paths } = await run();
    expect(row).toMatchObject({ status: "done", conversions: 3, value: 13_001, spend: 11_600 });
    expect(results).toEqual({
      // A third of $100.00 each; the cent that is left goes to the first. The refund of the next day has no touch of its own.
      display: [3_334, 30],
      search: [3_333 + 5_001, 2_570],
      email: [3_333, 0],
      direct: [-2_000, 0],
      billboard: [0, 9_000],
    });
    expect(paths.map(({ channels, conversions }) => [channels.join(" > "), conversions])).toEqual(
      expect.arrayContaining([
        ["display > search > email", 1],
        ["search", 1],
        ["direct", 1],
      ]),
    );
  });

  it.each(["first_touch", "last_touch", "time_decay", "position_based", "markov", "shapley"] as const)(
    "by %s adds up to the same total",
    async (model) => {
      const { row, results } = await run({ model, ...(model === "markov" ? { markovOrder: 2 } : {}) });
      expect(row?.status).toBe("done");
      expect(Object.values(results).reduce((sum, [value = 0]) => sum + value, 0)).toBe(13_001);
    },
  );

  it("can be of one type of conversion, and of days without any", async () => {
    expect((await run({ conversionType: "refund" })).row).toMatchObject({ conversions: 1, value: -2_000 });
    expect((await run({ fromDay: "2025-01-01", toDay: "2025-01-31" })).row).toMatchObject({
      status: "done",
      conversions: 0,
      value: 0,
    });
  });

  it("looks back as far as it is asked to", async () => {
    expect((await run({ model: "first_touch", lookBackDays: 60 })).results.email).toEqual([5_001, 0]);
    expect((await run({ model: "first_touch", lookBackDays: 7 })).results.email).toBeUndefined();
  });

  it("is computed once, even if its job runs again", async () => {
    const first = await run({ model: "last_touch" });
    const { runAttribution } = await import("./run-attribution");
    await runAttribution({ organizationId: id, runId: first.row?.id ?? "" });
    const results = await inside(({ tx }) =>
      tx
        .select()
        .from(attributionResults)
        .where(eq(attributionResults.runId, first.row?.id ?? "")),
    );
    expect(results).toHaveLength(Object.keys(first.results).length);
  });
});

describe("a plan", () => {
  it("limits models, look-back and the number of models in use; removing one makes room", async () => {
    const { id: free } = await newOrganization({ plan: "free", createdAt });
    const start = (input: Partial<Parameters<typeof startRun>[1]>) =>
      inside((ctx) => startRun(ctx, { model: "first_touch", ...november, ...input }), free);
    await expect(start({ model: "linear" })).rejects.toMatchObject({
      code: "feature_not_in_plan",
      details: { feature: "linear" },
    });
    await expect(start({ lookBackDays: 8 })).rejects.toMatchObject({
      code: "feature_not_in_plan",
      details: { feature: "look_back_60" },
    });
    await start({});
    await start({});
    await expect(start({ model: "last_touch" })).rejects.toMatchObject({
      code: "limit_reached",
      details: { meter: "models" },
    });
    await inside((ctx) => removeModel(ctx, "first_touch"), free);
    await start({ model: "last_touch" });
    expect(await inside(modelsInUse, free)).toEqual(["last_touch"]);
    expect(await inside(measureModels, free)).toEqual([{ organizationId: free, level: 1 }]);
  });

  it("ends runs at its hard limit, without a trace of the refused one", async () => {
    const { id: free } = await newOrganization({ plan: "free", createdAt });
    const start = () => inside((ctx) => startRun(ctx, { model: "first_touch", ...november }), free);
    for (let count = 0; count < 110; count += 1) await start();
    await expect(start()).rejects.toMatchObject({
      code: "limit_reached",
      details: { meter: "attribution_runs", used: 110 },
    });
    expect(await inside(({ tx }) => tx.$count(attributionRuns), free)).toBe(110);
  });
});

describe("an imported file", () => {
  async function upload(kind: "touchpoints" | "spend", text: string, size = 40) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
      text.slice(index * size, (index + 1) * size),
    );
    const { options } = previewOf(kind, text);
    const input = { kind, fileName: "file.csv", options, chunks: pieces.length };
    const importId = await inside((ctx) => startImport(ctx, input));
    // Pieces arrive in any order, and more than once.
    for (const position of [...pieces.keys()].reverse()) {
      const piece = { importId, position, text: pieces[position] ?? "" };
      await inside((ctx) => addChunk(ctx, piece));
      await inside((ctx) => addChunk(ctx, piece));
    }
    await runJobs();
    const [row] = await inside(({ tx }) => tx.select().from(dataImports).where(eq(dataImports.id, importId)));
    const problems = await inside(({ tx }) =>
      tx.select().from(importProblems).where(eq(importProblems.importId, importId)).orderBy(importProblems.line),
    );
    return { row, problems: problems.map(({ line, reason }) => [line, reason]) };
  }

  const text =
    '\uFEFFvisitor;channel;time;cost;id\r\nv1;Podcast;30/09/2026 10:00;1,50;p1\r\nv2;Podcast;31/09/2026 10:00;1,50;p2\r\nv3;Podcast;29/09/2026 10:00;2,00;1\r\nv4;"Pod;cast";28/09/2026;;p4\r\n';

  it("brings in its good rows, lists its bad ones by line, and keeps no text", async () => {
    const { row, problems } = await upload("touchpoints", text);
    expect(row).toMatchObject({ status: "done", rows: 5, accepted: 2, duplicates: 0, rejected: 2 });
    expect(problems).toEqual([
      [3, "“31/09/2026 10:00” isn't a date and time."],
      [4, "id: This ID was used for another event."],
    ]);
    const [imported] = await inside(({ tx }) => tx.select().from(touchpoints).where(eq(touchpoints.id, "p1")));
    expect(imported).toMatchObject({ channel: "podcast", cost: 150, at: new Date("2026-09-30T14:00:00Z") });
    expect(await inside(({ tx }) => tx.$count(importChunks))).toBe(0);
  });

  it("changes nothing when it is imported again", async () => {
    const { row } = await upload("touchpoints", text, 1_000);
    expect(row).toMatchObject({ accepted: 0, duplicates: 2, rejected: 2 });
  });

  it("of spend replaces the amounts of its days, and adds up its campaigns", async () => {
    const spend = "date,channel,campaign,amount\n9/1/2026,Email,A,$10\n9/1/2026,Email,B,$5.50\n9/2/2026,Email,A,none\n";
    for (let times = 0; times < 2; times += 1) {
      expect(await upload("spend", spend)).toMatchObject({ row: { accepted: 2, rejected: 1 } });
    }
    const { results } = await run({ fromDay: "2026-09-01", toDay: "2026-09-02" });
    expect(results.email).toEqual([0, 1_550]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { trials, usageCounters } from "@/db/schema";
import { Allowance } from "@/examples/leadflow/src/allowance";
import { Folder } from "@/examples/leadflow/src/folder";
import { Gatehouse } from "@/examples/leadflow/src/gatehouse";
import { builtIn } from "@/examples/leadflow/src/replies";
import { Reporter } from "@/examples/leadflow/src/reporter";
import { Store } from "@/examples/leadflow/src/store";
import { Worker } from "@/examples/leadflow/src/worker";
import { withPlatform } from "@/lib/context";
import { createPlatformKey } from "@/lib/keys";
import { asSystem } from "@/testing/actors";
import { newOrganization, newUser } from "@/testing/factories";
import { answerByRoute } from "@/testing/routes";

/** This file's deployment sells what the program is for. */
vi.mock("@/lib/catalog", async (original) => {
  const { catalog } = await import("@/products/leadflow/catalog");
  return { ...(await original<typeof import("@/lib/catalog")>()), catalog };
});

/** Everything but the API is really reached. */
const reached = (address: string | URL | Request, init?: RequestInit): Promise<Response> =>
  String(address).startsWith("http://localhost:3000/api/") ? answerByRoute(address, init) : realFetch(address, init);
const realFetch = fetch;

let folder: string;
let store: Store;
beforeEach(() => {
  vi.stubGlobal("fetch", reached);
  folder = mkdtempSync(join(tmpdir(), "leadflow-"));
  mkdirSync(join(folder, "mail"));
  store = new Store(join(folder, "leads.sqlite"));
});
afterEach(() => {
  vi.unstubAllGlobals();
  store.close();
  rmSync(folder, { recursive: true });
});

async function arrive(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1)
    writeFileSync(
      join(folder, "mail", `${number}.eml`),
      `From: p${number}@c${number}.example\nSubject: A quote\n\nHi\n`,
    );
  await new Folder(join(folder, "mail"), store, () => undefined).read();
}

/** An organization on trial of Solo (50 leads, hard limit 55), and the program that reports for it. */
async function customer(ai: { url: string; model: string } | null = null) {
  const { id } = await newOrganization({ plan: "solo" });
  const admin = await newUser({ platformAdmin: true });
  const { key } = await withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
    createPlatformKey(ctx, { name: "Program", scopes: ["usage:write", "usage:read", "features:read"] }),
  );
  const gatehouse = new Gatehouse({ url: "http://localhost:3000", key, organization: id });
  const allowance = new Allowance(gatehouse, store);
  const worker = new Worker({ store, allowance, gatehouse, templates: builtIn, ai, log: () => undefined });
  return { id, gatehouse, worker, reporter: new Reporter(gatehouse, store) };
}

const counted = (id: string) =>
  withPlatform({ actor: asSystem() }, async ({ tx }) => {
    const rows = await tx.select().from(usageCounters).where(eq(usageCounters.organizationId, id));
    return Object.fromEntries(rows.map(({ meter, used }) => [meter, used]));
  });

const upgrade = (id: string) =>
  withPlatform({ actor: asSystem() }, ({ tx }) =>
    tx.update(trials).set({ planKey: "team" }).where(eq(trials.organizationId, id)),
  );

it("the outside program pauses at the API's 402 with the reason, and goes on after an upgrade", async () => {
  const { id, worker, reporter, gatehouse } = await customer();
  await arrive(60);
  while ((await worker.work()) > 0) await reporter.report();
  expect(worker.pause).toMatchObject({ reason: "limit", upgradeUrl: expect.stringMatching(/\/billing$/) });
  expect(await counted(id)).toEqual({ emails_processed: 55, leads_created: 55, ai_responses: 55 });
  expect(await gatehouse.hasFeature("lead_export")).toBe(false);
  await upgrade(id);
  expect(await worker.work()).toBe(5);
  await reporter.report();
  expect(worker.pause).toBeNull();
  expect(await gatehouse.hasFeature("lead_export")).toBe(true);
  expect(await counted(id)).toEqual({ emails_processed: 60, leads_created: 60, ai_responses: 60 });
});

it("counts that the API refuses are kept by the outside program, and accepted later with the same keys", async () => {
  const { id, worker, reporter, gatehouse } = await customer();
  await arrive(3);
  await worker.work();
  const others = Array.from({ length: 54 }, (_, index) => ({
    meter: "leads_created",
    idempotencyKey: `other-${index}`,
  }));
  await gatehouse.track(others);
  await reporter.report();
  expect(reporter.refusal).toMatchObject({ code: "limit_reached", status: 402 });
  expect(store.unreported()).toEqual({ emails_processed: 0, leads_created: 2, ai_responses: 0 });
  await upgrade(id);
  await reporter.report();
  expect(reporter.refusal).toBeNull();
  expect(await counted(id)).toEqual({ emails_processed: 3, leads_created: 57, ai_responses: 3 });
});

it("the outside program reserves what takes long, and counts it when it's there", async () => {
  const server = createServer((_, response) => {
    response.end(JSON.stringify({ choices: [{ message: { content: "Dear customer" } }] }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/v1`;
  const { id, worker, reporter } = await customer({ url, model: "any" });
  await arrive(2);
  await worker.work();
  await reporter.report();
  server.close();
  expect(store.openReservations()).toEqual([]);
  expect(await counted(id)).toEqual({ emails_processed: 2, leads_created: 2, ai_responses: 2 });
});

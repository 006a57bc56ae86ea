import { beforeAll, describe, expect, it, vi } from "vitest";
import { auditLog } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { conversions, importProblems, touchpoints, visitorAliases } from "@/products/origin/schema";
import { conversion, runJobs, touch } from "@/products/origin/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { previewOf } from "../import/rows";
import { addChunk, startImport } from "../import/start-import";
import { addConversions, addTouchpoints } from "./add-events";
import { eraseVisitor } from "./erase-visitor";
import { mergeVisitors } from "./identity";

vi.hoisted(() => {
  process.env.PRODUCT = "origin";
});

const at = "2026-11-12T09:30:00Z";
const now = new Date("2026-11-20T12:00:00Z");
const createdAt = new Date("2026-11-10T12:00:00Z");

let id: string;
let other: string;
const inside = <T>(work: (ctx: TenantContext) => Promise<T>, organization = id) =>
  inOrganization(organization, work, now);

/** Every visitor that is named anywhere. */
const named = (organization = id) =>
  inside(async ({ tx }) => {
    const rows = [
      ...(await tx.select({ a: touchpoints.visitor, b: touchpoints.person }).from(touchpoints)),
      ...(await tx.select({ a: conversions.visitor, b: conversions.person }).from(conversions)),
      ...(await tx.select({ a: visitorAliases.visitor, b: visitorAliases.person }).from(visitorAliases)),
      ...(await tx.select({ a: importProblems.content, b: importProblems.content }).from(importProblems)),
    ];
    return [...new Set(rows.flatMap(({ a, b }) => [a, b]))].sort();
  }, organization);

beforeAll(async () => {
  ({ id } = await newOrganization({ plan: "pro", createdAt }));
  ({ id: other } = await newOrganization({ plan: "pro", createdAt }));
  for (const organization of [id, other]) {
    await inside(async (ctx) => {
      await addTouchpoints(ctx, [touch("1", "cookie", "email", at), touch("2", "login", "email", at)]);
      await addConversions(ctx, [conversion("3", "login", 100, at), conversion("4", "stranger", 100, at)]);
      await mergeVisitors(ctx, { visitor: "cookie", into: "login" });
    }, organization);
  }
  const text = "visitor,channel,time\ncookie,email,yesterday\nstranger,email,yesterday\n";
  const { options } = previewOf("touchpoints", text);
  const importId = await inside((ctx) =>
    startImport(ctx, { kind: "touchpoints", fileName: "file.csv", options, chunks: 1 }),
  );
  await inside((ctx) => addChunk(ctx, { importId, position: 0, text }));
  await runJobs();
});

describe("erasing a visitor", () => {
  it("leaves nothing of them, nor of those they were merged with, in this organization, and everything of others", async () => {
    const before = await named(other);
    expect(await named()).toEqual([
      "cookie",
      "cookie,email,yesterday",
      "login",
      "stranger",
      "stranger,email,yesterday",
    ]);
    expect(await inside((ctx) => eraseVisitor(ctx, { visitor: "cookie" }))).toEqual({ events: 3 });
    expect(await named()).toEqual(["stranger", "stranger,email,yesterday"]);
    expect(await named(other)).toEqual(before);
  });

  it("isn't possible twice, and leaves no ID in the audit log", async () => {
    await expect(inside((ctx) => eraseVisitor(ctx, { visitor: "login" }))).rejects.toMatchObject({ code: "not_found" });
    const rows = await inside(({ tx }) => tx.select().from(auditLog));
    expect(rows.map(({ action }) => action)).toContain("attribution.visitor_erased");
    expect(JSON.stringify(rows)).not.toMatch(/cookie|login/);
  });
});

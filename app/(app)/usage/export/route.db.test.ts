import { beforeEach, expect, it, vi } from "vitest";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { auditOf } from "@/testing/audit";
import { addMember, newOrganization } from "@/testing/factories";
import { GET } from "./route";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>(), address: "10.1.0.1" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
  }),
  headers: async () => new Headers({ "x-forwarded-for": browser.address }),
}));
beforeEach(() => browser.cookies.clear());

async function exportAs(userId: string, organization: string, meter = "work_orders") {
  browser.cookies.set("gatehouse.session", await sessionStore.create({ userId, userAgent: null, now: new Date() }));
  return GET(new Request(`http://localhost:3000/usage/export?meter=${meter}&organization=${organization}`));
}

it("is for owners, admins and billing, and the audit log says who took what", async () => {
  const { id, ownerId } = await newOrganization();
  const { id: billingId } = await addMember(id, "billing");
  const { id: memberId } = await addMember(id, "member");
  expect((await exportAs(memberId, id)).status).toBe(403);
  expect((await exportAs(ownerId, id, "no_such_meter")).status).toBe(422);
  for (const userId of [ownerId, billingId]) {
    const answer = await exportAs(userId, id);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(await answer.text()).toMatch(/^recorded_at,/);
  }
  expect((await auditOf(id)).map(({ action, actorId, subject }) => [action, actorId, subject])).toEqual([
    ["auth.refused", memberId, null],
    ["usage.exported", ownerId, "work_orders"],
    ["usage.exported", billingId, "work_orders"],
  ]);
});

it("answers many downloads of one organization at once, one after the other", async () => {
  const { id, ownerId } = await newOrganization();
  const answers = await Promise.all(Array.from({ length: 12 }, () => exportAs(ownerId, id)));
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(texts).size).toBe(1);
});

it("stops someone who exports all the time", async () => {
  const { id, ownerId } = await newOrganization();
  const statuses: number[] = [];
  for (let turn = 0; turn < 62; turn += 1) statuses.push((await exportAs(ownerId, id)).status);
  expect(statuses.at(-1)).toBe(429);
});

import { eq } from "drizzle-orm";
import { beforeEach, expect, it, vi } from "vitest";
import { auditLog } from "@/db/schema";
import { beginImpersonation } from "@/lib/auth";
import { findSession } from "@/lib/auth/sessions/find-session";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { withPlatform } from "@/lib/context";
import { auditOf } from "@/testing/audit";
import { setTrial, suspend } from "@/testing/billing/mirror";
import { unzip } from "@/testing/export/unzip";
import { addMember, inOrganization, newOrganization, newUser } from "@/testing/factories";
import { pageHeaders } from "@/testing/page-headers";
import { POST } from "./route";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
  }),
  headers: async () => new Headers({ "x-forwarded-for": `10.0.0.${Math.floor(Math.random() * 250)}` }),
}));
beforeEach(() => browser.cookies.clear());

let page: Record<string, string> = {};
async function signIn(userId: string): Promise<string> {
  const token = await sessionStore.create({ userId, userAgent: null, now: new Date() });
  browser.cookies.set("gatehouse.session", token);
  page = await pageHeaders(userId);
  return token;
}

const ask = (headers: Record<string, string> = {}) =>
  POST(new Request("http://localhost:3000/settings/export", { method: "POST", headers: { ...page, ...headers } }));

it("is for owners and admins, in their own browser", async () => {
  const { id, ownerId } = await newOrganization();
  expect((await ask()).status).toBe(401);
  const { id: memberId } = await addMember(id, "member");
  await signIn(memberId);
  expect((await ask()).status).toBe(403);
  await signIn(ownerId);
  expect((await ask({ "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  const answer = await ask();
  expect(answer.headers.get("content-type")).toBe("application/zip");
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="organization-\w+-[\d-]+\.zip"$/);
  expect(Object.keys(await unzip(await answer.arrayBuffer()))).toContain("members.csv");
  const rows = await auditOf(id);
  expect(rows.map(({ action, actorId }) => [action, actorId])).toEqual([
    ["auth.refused", memberId],
    ["settings.data_exported", ownerId],
  ]);
});

it("works with read-only access, but not while suspended", async () => {
  const { id, ownerId } = await newOrganization();
  await signIn(ownerId);
  await setTrial(id, { endsAt: new Date(0) });
  expect((await ask()).status).toBe(200);
  await suspend(id);
  expect((await ask()).status).toBe(403);
});

it("is refused in a support session", async () => {
  const { ownerId } = await newOrganization();
  const token = await signIn((await newUser({ platformAdmin: true })).id);
  const session = await findSession(token, new Date());
  if (!session) throw new Error("no session");
  const actor = { kind: "user", id: session.user.id } as const;
  const begun = await withPlatform({ actor }, (ctx) =>
    beginImpersonation({ ...ctx, session }, { userId: ownerId, reason: "Ticket", minutes: 5, readOnly: false }),
  );
  browser.cookies.set("gatehouse.impersonation", `${begun.token}~`);
  page = await pageHeaders(ownerId);
  expect(await (await ask()).json()).toMatchObject({ status: 403, reason: "impersonation" });
});

it("is limited to six an hour per organization", async () => {
  const { id, ownerId } = await newOrganization();
  await signIn(ownerId);
  const statuses: number[] = [];
  for (let time = 0; time < 7; time += 1) statuses.push((await ask()).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  const made = await inOrganization(id, ({ tx }) => tx.$count(auditLog, eq(auditLog.organizationId, id)));
  expect(made).toBe(6);
});

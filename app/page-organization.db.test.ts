import { beforeEach, describe, expect, it, vi } from "vitest";
import { memberships } from "@/db/schema";
import { credentialsFor } from "@/lib/api/operation";
import { listedOperations } from "@/lib/api/operations";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { organizationHeader } from "@/lib/page-organization";
import { auditOf } from "@/testing/audit";
import { inOrganization, newOrganization } from "@/testing/factories";
import { listedActions } from "@/testing/listed-actions";
import { routeOf } from "@/testing/routes";
import { callAction } from "@/testing/server-actions";
import { POST as exportData } from "./(app)/settings/export/route";
import { GET as exportUsage } from "./(app)/usage/export/route";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: () => undefined,
  }),
  headers: async () => new Headers(),
}));
vi.mock("@/lib/auth/sign-in/next-auth", () => ({ startSession: () => undefined }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined, refresh: () => undefined }));
beforeEach(() => browser.cookies.clear());

/** The owner of two organizations opened a page in the first, and has selected the second in another tab since. */
async function switchedAway() {
  const [first, second] = [
    await newOrganization({ plan: "enterprise" }),
    await newOrganization({ plan: "enterprise" }),
  ];
  await inOrganization(second.id, ({ tx, now }) =>
    tx.insert(memberships).values({ organizationId: second.id, userId: first.ownerId, role: "owner", createdAt: now }),
  );
  browser.cookies.set(
    "gatehouse.session",
    await sessionStore.create({ userId: first.ownerId, userAgent: null, now: new Date() }),
  );
  browser.cookies.set("gatehouse.organization", second.id);
  return { shown: first.id, selected: second.id };
}

const actions = Object.entries(listedActions).filter(([, { caller }]) => caller === "member");
const bySession = listedOperations.filter(({ operation }) => credentialsFor(operation).includes("session"));

describe("what a page asks for after another tab has selected another organization", () => {
  it("happens in neither, by any server action", async () => {
    const { shown, selected } = await switchedAway();
    expect(actions.length).toBeGreaterThan(20);
    for (const [name] of actions) {
      expect([name, await callAction(name, shown)]).toMatchObject([
        name,
        { refused: true, reason: "other_organization" },
      ]);
    }
    expect([await auditOf(shown), await auditOf(selected)]).toEqual([[], []]);
  });

  it("happens in neither, by any operation of the API", async () => {
    const { shown, selected } = await switchedAway();
    expect(bySession.length).toBeGreaterThan(15);
    for (const { id, operation } of bySession) {
      const answer = await (await routeOf(operation, { [organizationHeader]: shown }))();
      expect([id, answer.status, (await answer.json()).reason]).toEqual([id, 409, "other_organization"]);
    }
    expect([await auditOf(shown), await auditOf(selected)]).toEqual([[], []]);
  });

  it("downloads neither's data", async () => {
    const { shown } = await switchedAway();
    const headers = { [organizationHeader]: shown };
    const answers = [
      await exportUsage(new Request(`http://localhost:3000/usage/export?meter=work_orders&organization=${shown}`)),
      await exportData(new Request("http://localhost:3000/settings/export", { method: "POST", headers })),
    ];
    for (const answer of answers) expect(answer.status).toBe(409);
  });
});

describe("a request that names no organization", () => {
  it("is refused by every server action for members", async () => {
    const { selected } = await switchedAway();
    for (const [name] of actions) {
      for (const nothing of [undefined, "", "acme", { id: selected }]) {
        expect([name, await callAction(name, nothing)]).toMatchObject([
          name,
          { refused: true, reason: "organization_missing" },
        ]);
      }
    }
    expect(await auditOf(selected)).toEqual([]);
  });

  it("is refused by every operation that takes a session", async () => {
    await switchedAway();
    for (const { id, operation } of bySession) {
      const answer = await (await routeOf(operation))();
      expect([id, answer.status, (await answer.json()).reason]).toEqual([id, 400, "organization_missing"]);
    }
  });

  it("is refused by both downloads", async () => {
    await switchedAway();
    const answers = [
      await exportUsage(new Request("http://localhost:3000/usage/export?meter=work_orders")),
      await exportData(new Request("http://localhost:3000/settings/export", { method: "POST" })),
    ];
    for (const answer of answers) expect(answer.status).toBe(400);
  });
});

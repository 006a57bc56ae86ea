import { expect, it, vi } from "vitest";
import { memberships } from "@/db/schema";
import { listedOperations } from "@/lib/api/operations";
import { beginImpersonation } from "@/lib/auth";
import { findSession } from "@/lib/auth/sessions/find-session";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { withPlatform } from "@/lib/context";
import { found, unreachable } from "@/lib/errors";
import { organizationHeader } from "@/lib/page-organization";
import { auditOf } from "@/testing/audit";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";
import { listedActions } from "@/testing/listed-actions";
import { routeOf } from "@/testing/routes";
import { actionsInSource, callAction } from "@/testing/server-actions";
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

/** A platform admin acts as the owner of an organization, and may change things. */
async function actingAsOwner() {
  const admin = await newUser({ platformAdmin: true });
  const organization = await newOrganization();
  const own = await sessionStore.create({
    userId: admin.id,
    userAgent: null,
    now: new Date(),
    secondFactor: "totp",
  });
  const session = found((await findSession(own, new Date())) ?? undefined, "session");
  const { token } = await withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
    beginImpersonation(
      { ...ctx, session },
      { userId: organization.ownerId, reason: "Ticket 4711", minutes: 30, readOnly: false },
    ),
  );
  browser.cookies.set("gatehouse.session", own);
  browser.cookies.set("gatehouse.impersonation", `${token}~${organization.id}`);
  return organization;
}

it("lists every server action", () => {
  expect(Object.keys(listedActions).sort()).toEqual(actionsInSource().sort());
});

it("lets a support session change nothing about the team, the account, billing, keys or data, by any action", async () => {
  const { id } = await actingAsOwner();
  for (const [name, { caller, supportSession }] of Object.entries(listedActions)) {
    if (caller === "anyone" || caller === "admin" || supportSession) continue;
    expect([name, await callAction(name, id)]).toEqual([
      name,
      { refused: true, reason: "impersonation", message: expect.stringContaining("support session") },
    ]);
  }
  expect((await auditOf(id)).map(({ action }) => action)).toEqual(["admin.impersonation_begun", "auth.refused"]);
  expect(await inOrganization(id, ({ tx }) => tx.$count(memberships))).toBe(1);
});

it("closes the admin area to a support session, by any action", async () => {
  await actingAsOwner();
  for (const [name, { caller }] of Object.entries(listedActions)) {
    if (caller !== "admin") continue;
    expect([name, await callAction(name, crypto.randomUUID())]).toMatchObject([name, { refused: true }]);
  }
});

it("lets a support session read, and change nothing, by any operation of the API", async () => {
  const { id } = await actingAsOwner();
  for (const { id: name, operation } of listedOperations) {
    const response = await routeOf(operation, { [organizationHeader]: id });
    const answered = await response();
    const { reason } = await answered.json();
    const expected = () => {
      switch (operation.caller) {
        case "member":
          return operation.method === "get" ? [200, undefined] : [403, "impersonation"];
        case "admin":
        case "admin_reader":
          return [403, "nested"];
        case "platform":
        case "writer":
          return [401, undefined];
        case "reader":
          return [200, undefined];
        case "download":
          return [403, "impersonation"];
        case "anyone":
          return [answered.status, undefined];
        default:
          return unreachable(operation);
      }
    };
    expect([name, answered.status, reason]).toEqual([name, ...expected()]);
  }
  const [begun, ...refusals] = await auditOf(id);
  expect([begun?.action, new Set(refusals.map(({ action }) => action))]).toEqual([
    "admin.impersonation_begun",
    new Set(["auth.refused"]),
  ]);
  expect(refusals.map(({ details }) => details.attempted)).toContain("POST /api/v1/subscription/upgrade");
});

it("lets a support session take no data along", async () => {
  const { id } = await actingAsOwner();
  const headers = { [organizationHeader]: id };
  const answers = [
    await exportUsage(new Request(`http://localhost:3000/usage/export?meter=work_orders&organization=${id}`)),
    await exportData(new Request("http://localhost:3000/settings/export", { method: "POST", headers })),
  ];
  for (const answer of answers) expect([answer.status, (await answer.json()).reason]).toEqual([403, "impersonation"]);
});

import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { chartNames } from "@/components/admin/analytics/chart-file";
import { auditLog, users } from "@/db/schema";
import { platformChain } from "@/lib/audit";
import { beginImpersonation } from "@/lib/auth";
import { findSession } from "@/lib/auth/sessions/find-session";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { withPlatform } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { addMember, newOrganization, newUser } from "@/testing/factories";
import { GET as exportRows } from "../movements/export/route";
import { GET as exportChart } from "./route";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
  }),
  headers: async () => new Headers(),
}));
beforeEach(() => browser.cookies.clear());

async function signIn(userId: string): Promise<string> {
  const token = await sessionStore.create({ userId, userAgent: null, now: new Date(), secondFactor: "totp" });
  browser.cookies.set("gatehouse.session", token);
  return token;
}
const signInAsAdmin = async () => {
  const { id } = await newUser({ platformAdmin: true });
  return { id, token: await signIn(id) };
};

const exportsOf = (actorId: string) =>
  platformDatabase()
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.actorId, actorId), eq(auditLog.action, "admin.figures_exported")));

const chart = (search: string) => exportChart(new Request(`http://localhost:3000/admin/analytics/export?${search}`));
const rows = (search: string) =>
  exportRows(new Request(`http://localhost:3000/admin/analytics/movements/export?${search}`));

describe.each([
  ["a chart's file", () => chart("chart=movements")],
  ["the file of rows behind a figure", () => rows("metric=movements")],
])("%s", (_, ask) => {
  it("is for a platform admin only; to everyone else it doesn't exist", async () => {
    expect((await ask()).status).toBe(401);
    const { id, ownerId } = await newOrganization();
    await signIn((await addMember(id, "member")).id);
    expect((await ask()).status).toBe(404);
    await signIn(ownerId);
    expect((await ask()).status).toBe(404);
    await signInAsAdmin();
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="movements-[\d-]+\.csv"$/);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("is in the audit log, under the name of who downloaded it", async () => {
    const { id } = await signInAsAdmin();
    await ask();
    expect(await exportsOf(id)).toMatchObject([{ organizationId: platformChain }]);
  });

  it("is refused during a support session", async () => {
    const { ownerId } = await newOrganization();
    const { id, token } = await signInAsAdmin();
    const session = await findSession(token, new Date());
    if (!session) throw new Error("no session");
    const begun = await withPlatform({ actor: { kind: "user", id } }, (ctx) =>
      beginImpersonation({ ...ctx, session }, { userId: ownerId, reason: "Ticket", minutes: 5, readOnly: true }),
    );
    browser.cookies.set("gatehouse.impersonation", `${begun.token}~`);
    expect((await ask()).status).toBe(403);
  });

  it("is refused from the moment the admin is one no longer", async () => {
    const { id } = await signInAsAdmin();
    expect((await ask()).status).toBe(200);
    await platformDatabase().update(users).set({ isPlatformAdmin: false }).where(eq(users.id, id));
    expect((await ask()).status).toBe(404);
  });
});

describe("a chart's file", () => {
  it.each(chartNames.filter((name) => name !== "top"))("of %s has a heading and is well formed", async (name) => {
    await signInAsAdmin();
    const answer = await chart(`chart=${name}`);
    expect(answer.status).toBe(200);
    const [head = "", ...lines] = (await answer.text()).trimEnd().split("\n");
    const width = head.split(",").length;
    expect(head).toMatch(/^\uFEFF?\w/);
    for (const line of lines.slice(0, 3)) expect(line.split(",").length).toBeGreaterThanOrEqual(width);
  });

  it("of a meter has its organizations; an unknown chart or meter is not found", async () => {
    await signInAsAdmin();
    expect((await chart("chart=top&meter=work_orders")).status).toBe(200);
    for (const search of ["", "chart=secrets", "chart=top&meter=nothing", "chart=__proto__"]) {
      expect((await chart(search)).status).toBe(404);
    }
  });

  it("takes any nonsense in its URL", async () => {
    await signInAsAdmin();
    const nonsense = [
      "range=forever",
      "currency=%00",
      "by=plan",
      "by=x&value=y",
      "dimension=color",
      "by=plan&value=%00",
    ];
    for (const search of nonsense) expect((await chart(`chart=mrr&${search}`)).status).toBe(200);
  });
});

describe("the file of rows behind a figure", () => {
  it("takes any nonsense in its URL", async () => {
    await signInAsAdmin();
    const nonsense = ["metric=x", "period=2026-02-30", "kind=x", "by=plan&value=%00", "currency=dollars"];
    for (const search of nonsense) expect((await rows(search)).status).toBe(200);
  });
});

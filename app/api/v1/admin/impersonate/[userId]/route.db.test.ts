import { readdirSync, readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { GET as over } from "@/app/(auth)/impersonation/over/route";
import { GET as limits } from "@/app/api/v1/usage/limits/route";
import { beginCardUpdate, finishCardUpdate } from "@/components/billing/payment/actions";
import {
  changePassword,
  createKey,
  endSession,
  revokeKey,
  rotateKey,
  saveEmailPreference,
  savePersonName,
  signOutEverywhere,
} from "@/components/settings/actions";
import { endImpersonation, signOut, switchOrganization } from "@/components/shell/actions";
import { memberships, organizations, sessions, users } from "@/db/schema";
import { adminPage } from "@/lib/admin";
import { revokeSessions, supportSessions, sweepImpersonations } from "@/lib/auth";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { type Actor, withoutTenant, withPlatform, withTenant } from "@/lib/context";
import { appDatabase, platformDatabase } from "@/lib/database";
import { createApiKey } from "@/lib/keys";
import { organizationHeader } from "@/lib/page-organization";
import { asMember, memberPage } from "@/lib/tenancy";
import { selectedOrganization } from "@/lib/tenancy/access/named-organization";
import { addPlant } from "@/products/unison/pages/actions";
import { asSystem } from "@/testing/actors";
import { auditOf, firstBrokenRow } from "@/testing/audit";
import { addMember, inOrganization, newOrganization, newUser } from "@/testing/factories";
import { POST as impersonate } from "./route";

/** The browser: its cookies, as the server reads and sets them. */
const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: (name: string, value: string) =>
      value === "" ? browser.cookies.delete(name) : void browser.cookies.set(name, value),
  }),
  headers: async () => new Headers(),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined, refresh: () => undefined }));
beforeEach(() => browser.cookies.clear());

const system = asSystem();
const reason = "Ticket 4711: the board stays empty";

/** In a browser without other cookies. */
async function signIn(userId: string) {
  browser.cookies.clear();
  browser.cookies.set(
    "gatehouse.session",
    await sessionStore.create({ userId, userAgent: null, now: new Date(), secondFactor: "totp" }),
  );
}

function post(userId: string, body: unknown = { reason, minutes: 30 }, headers: Record<string, string> = {}) {
  const request = new Request(`http://localhost:3000/api/v1/admin/impersonate/${userId}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return impersonate(request, { params: Promise.resolve({ userId }) });
}

/** A support session of an admin as the owner of a new organization. */
async function impersonating(given: object = {}) {
  const admin = await newUser({ platformAdmin: true });
  const organization = await newOrganization();
  await signIn(admin.id);
  const answer = await post(organization.ownerId, { reason, minutes: 30, ...given });
  expect(answer.status).toBe(200);
  return { admin, ...organization };
}

const tokenInCookie = () => browser.cookies.get("gatehouse.impersonation")?.split("~")[0] ?? "no cookie";
const currentMember = () =>
  asMember({ organization: selectedOrganization, supportSession: true }, async ({ organizationId, actor }) => ({
    organizationId,
    actor,
  }));
const plant = { name: "Ohio Works", location: "", timeZone: "UTC" };
const isOver = { code: "unauthenticated", details: { reason: "impersonation_over" } };
const changeSession = (userId: string, to: Partial<typeof sessions.$inferInsert>) =>
  platformDatabase().update(sessions).set(to).where(eq(sessions.userId, userId));

/** Where a page or an action sends the browser. */
async function redirected(work: () => Promise<unknown>): Promise<string> {
  const error = await work().catch((thrown: unknown) => thrown);
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : String(error);
  return digest.split(";")[2] ?? digest;
}

describe("starting a support session", () => {
  it("takes a reason and 5 to 240 minutes, and is read-only by default", async () => {
    const admin = await newUser({ platformAdmin: true });
    const { id, ownerId } = await newOrganization();
    await signIn(admin.id);
    for (const bad of [
      {},
      { minutes: 30 },
      { reason: "  " },
      { reason, minutes: 4 },
      { reason, minutes: 241 },
      { reason, role: "owner" },
    ]) {
      expect((await post(ownerId, bad)).status, JSON.stringify(bad)).toBe(400);
    }
    const before = Date.now();
    const answer = await (await post(ownerId, { reason, minutes: 240 })).json();
    expect(answer).toMatchObject({ userId: ownerId, organizationId: id, readOnly: true });
    expect(Math.round((Date.parse(answer.expiresAt) - before) / 60_000)).toBe(240);
    expect(await currentMember()).toEqual({
      organizationId: id,
      actor: { kind: "user", id: ownerId, impersonatorId: admin.id, readOnly: true },
    });
  });

  it("records who, as whom, why and for how long, without the token", async () => {
    const { id, ownerId, admin } = await impersonating({ readOnly: false });
    const [row] = await auditOf(id);
    expect(row).toMatchObject({
      action: "admin.impersonation_begun",
      actorId: admin.id,
      subject: ownerId,
      details: { reason, minutes: 30, readOnly: false },
    });
    expect(JSON.stringify(row)).not.toContain(tokenInCookie());
    const shown = await inOrganization(id, (ctx) => supportSessions(ctx, 5));
    expect(shown).toMatchObject([{ reason, readOnly: false, email: expect.stringContaining("@") }]);
  });

  it("is for platform admins only, and not from another site", async () => {
    const { ownerId } = await newOrganization();
    const other = await newOrganization();
    expect((await post(ownerId)).status).toBe(401);
    await signIn(other.ownerId);
    expect((await post(ownerId)).status).toBe(404);
    await signIn((await newUser({ platformAdmin: true })).id);
    expect((await post(ownerId, undefined, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect(browser.cookies.has("gatehouse.impersonation")).toBe(false);
  });

  it("is rejected for oneself, another admin, an unknown user, and another organization", async () => {
    const [admin, colleague] = [await newUser({ platformAdmin: true }), await newUser({ platformAdmin: true })];
    const [here, elsewhere] = [await newOrganization(), await newOrganization()];
    await signIn(admin.id);
    expect(await problem(post(admin.id))).toEqual([403, "oneself"]);
    expect(await problem(post(colleague.id))).toEqual([403, "platform_admin"]);
    expect(await problem(post(crypto.randomUUID()))).toEqual([404, undefined]);
    expect(await problem(post("me"))).toEqual([404, undefined]);
    const wrong = { reason, minutes: 30, organization: elsewhere.id };
    expect(await problem(post(here.ownerId, wrong))).toEqual([404, undefined]);
    expect(await problem(post((await newUser()).id))).toEqual([409, undefined]);
    expect([await auditOf(here.id), await auditOf(elsewhere.id)]).toEqual([[], []]);
  });

  it("can't be nested", async () => {
    const { id } = await impersonating({ readOnly: false });
    const colleague = await addMember(id, "member");
    expect(await problem(post(colleague.id))).toEqual([403, "nested"]);
    expect(await redirected(() => adminPage(async () => "page"))).toBe("/dashboard");
  });

  it("happens once per Idempotency-Key", async () => {
    const { ownerId, id } = await newOrganization();
    await signIn((await newUser({ platformAdmin: true })).id);
    const headers = { "Idempotency-Key": "view-1" };
    const first = await (await post(ownerId, { reason, minutes: 30 }, headers)).json();
    const token = browser.cookies.get("gatehouse.impersonation");
    browser.cookies.delete("gatehouse.impersonation");
    const again = await post(ownerId, { reason, minutes: 30 }, headers);
    expect([await again.json(), again.headers.get("idempotent-replayed")]).toEqual([first, "true"]);
    expect(browser.cookies.has("gatehouse.impersonation")).toBe(false);
    expect(token).toBeDefined();
    expect((await post(ownerId, { reason, minutes: 31 }, headers)).status).toBe(409);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(["admin.impersonation_begun"]);
  });

  it("again in the same browser ends the previous one", async () => {
    const { id, ownerId } = await impersonating();
    browser.cookies.delete("gatehouse.impersonation");
    await post(ownerId);
    const rows = await auditOf(id);
    expect(rows.map(({ action, details }) => [action, details.why])).toEqual([
      ["admin.impersonation_begun", undefined],
      ["admin.impersonation_ended", "replaced"],
      ["admin.impersonation_begun", undefined],
    ]);
    expect(await appDatabase().$count(sessions, eq(sessions.userId, ownerId))).toBe(1);
  });
});

describe("during a support session", () => {
  it("a read-only one writes nothing, through any entry point", async () => {
    const { id, ownerId, admin } = await impersonating();
    const refused = { code: "forbidden", details: { reason: "read_only_session" } };
    expect(await addPlant(id, plant)).toMatchObject({ ok: false, error: refused });
    const actor: Actor = { kind: "user", id: ownerId, impersonatorId: admin.id, readOnly: true };
    const writes = [
      () => withoutTenant({ actor }, ({ tx }) => tx.update(users).set({ name: "Eve" }).where(eq(users.id, ownerId))),
      () => withPlatform({ actor }, ({ tx }) => tx.update(users).set({ name: "Eve" }).where(eq(users.id, ownerId))),
      () => withTenant({ organizationId: id, actor }, ({ tx }) => tx.update(organizations).set({ name: "Eve" })),
    ];
    for (const write of writes) await expect(write()).rejects.toMatchObject(refused);
    expect(
      (
        await limits(
          new Request("http://localhost:3000/api/v1/usage/limits", { headers: { [organizationHeader]: id } }),
        )
      ).status,
    ).toBe(200);
    // Besides the refusals, which are recorded.
    expect((await auditOf(id)).filter(({ action }) => action !== "auth.refused")).toHaveLength(1);
  });

  it("changes are logged under both names, and the audit chain stays intact", async () => {
    const { id, ownerId, admin } = await impersonating({ readOnly: false });
    expect(await addPlant(id, plant)).toMatchObject({ ok: true });
    await redirected(endImpersonation);
    const rows = await auditOf(id);
    expect(rows.map(({ action, actorId, impersonatorId }) => [action, actorId, impersonatorId])).toEqual([
      ["admin.impersonation_begun", admin.id, null],
      ["plant.created", ownerId, admin.id],
      ["admin.impersonation_ended", ownerId, admin.id],
    ]);
    expect(firstBrokenRow(rows)).toBeUndefined();
  });

  it("the organization can't be switched", async () => {
    const admin = await newUser({ platformAdmin: true });
    const [first, second] = [await newOrganization(), await newOrganization()];
    await inOrganization(second.id, ({ tx }) =>
      tx.insert(memberships).values({
        organizationId: second.id,
        userId: first.ownerId,
        role: "owner",
        createdAt: new Date(Date.now() + 1000),
      }),
    );
    await signIn(admin.id);
    await post(first.ownerId, { reason, minutes: 30, organization: second.id });
    expect(await currentMember()).toMatchObject({ organizationId: second.id });
    await redirected(() => switchOrganization(first.id));
    browser.cookies.set("gatehouse.organization", first.id);
    expect(await currentMember()).toMatchObject({ organizationId: second.id });
  });

  it("passwords, sessions, email settings and keys can't be changed, even with full access", async () => {
    const { id, ownerId, admin } = await impersonating({ readOnly: false });
    const actions = [
      changePassword({ current: "correct horse battery", password: "a whole new password" }),
      endSession({ sessionId: crypto.randomUUID() }),
      signOutEverywhere(),
      saveEmailPreference({ category: "trial", wanted: false }),
      savePersonName({ name: "Eve" }),
      createKey(id, { name: "Mine" }),
      rotateKey(id, { keyId: crypto.randomUUID(), overlapHours: 1 }),
      revokeKey(id, { keyId: crypto.randomUUID() }),
    ];
    for (const answer of await Promise.all(actions)) {
      expect(answer).toMatchObject({ ok: false, error: { code: "forbidden", details: { reason: "impersonation" } } });
    }
    const actor: Actor = { kind: "user", id: ownerId, impersonatorId: admin.id };
    const making = withTenant({ organizationId: id, actor }, (ctx) => createApiKey(ctx, { name: "Mine" }));
    await expect(making).rejects.toMatchObject({ details: { reason: "impersonation" } });
  });
});

/** A valid body for each billing route. A route that isn't listed fails the test below. */
const bodies: Readonly<Record<string, unknown>> = {
  "billing/checkout": { plan: "professional", interval: "month" },
  "billing/offer": undefined,
  "billing/portal": {},
  "billing/preview": { plan: "professional" },
  "billing/promotion-code": { code: "SPRING" },
  "subscription/add-ons": { addOns: { extra_user: 1 } },
  "subscription/cancel": { reason: "unused" },
  "subscription/downgrade": { plan: "starter" },
  "subscription/resume": undefined,
  "subscription/undo": undefined,
  "subscription/upgrade": { plan: "professional" },
};
type BillingRoute = { POST: (request: Request) => Promise<Response> };
/** Other routes answer a POST with a 405. */
const takesPost = (file: string) => readFileSync(file, "utf8").includes("export const POST = serve(");
const billingRoutes = await Promise.all(
  ["billing", "subscription"].flatMap((part) =>
    readdirSync(`app/api/v1/${part}`, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("route.ts") && takesPost(`app/api/v1/${part}/${path}`))
      .map(async (path) => {
        const name = `${part}/${path.replace(/\/?route\.ts$/, "")}`;
        const { POST }: BillingRoute = await import(`${process.cwd()}/app/api/v1/${part}/${path}`);
        return { name, POST };
      }),
  ),
);

describe("billing, even with full access", () => {
  it("is rejected by every route", async () => {
    const { id } = await impersonating({ readOnly: false });
    expect(billingRoutes.map(({ name }) => name).sort()).toEqual(Object.keys(bodies).sort());
    for (const { name, POST } of billingRoutes) {
      const body = JSON.stringify(bodies[name]);
      const request = new Request(`http://localhost:3000/api/v1/${name}`, {
        method: "POST",
        headers: { [organizationHeader]: id },
        ...(body ? { body } : {}),
      });
      expect([name, ...(await problem(POST(request)))]).toEqual([name, 403, "impersonation"]);
    }
    for (const action of [beginCardUpdate(id), finishCardUpdate(id, { setupIntent: "seti_1" })]) {
      expect(await action).toMatchObject({ ok: false, error: { details: { reason: "impersonation" } } });
    }
    // Besides the refusals, which are recorded.
    expect((await auditOf(id)).filter(({ action }) => action !== "auth.refused")).toHaveLength(1);
  });
});

describe("a support session ends with the next request", () => {
  it("when its time is up, and returns to the page it was started from", async () => {
    const { id, ownerId } = await impersonating();
    await currentMember();
    await changeSession(ownerId, { expires: new Date() });
    await expect(currentMember()).rejects.toMatchObject(isOver);
    expect(
      (
        await limits(
          new Request("http://localhost:3000/api/v1/usage/limits", { headers: { [organizationHeader]: id } }),
        )
      ).status,
    ).toBe(401);
    expect(await redirected(() => memberPage({}, async () => "page"))).toBe("/impersonation/over");
    expect(await redirected(() => adminPage(async () => "page"))).toBe("/impersonation/over");
    expect(await redirected(over)).toBe(`/admin/organizations/${id}?acted=time_up`);
    expect(await adminPage(async () => "page")).toBe("page");
    expect((await auditOf(id)).at(-1)).toMatchObject({
      action: "admin.impersonation_ended",
      details: { why: "time_up" },
    });
  });

  it("when the admin is no longer a platform admin", async () => {
    const { admin, id } = await impersonating({ readOnly: false });
    await platformDatabase().update(users).set({ isPlatformAdmin: false }).where(eq(users.id, admin.id));
    await expect(currentMember()).rejects.toMatchObject(isOver);
    expect(await redirected(over)).toBe("/dashboard");
    expect((await auditOf(id)).at(-1)?.details).toMatchObject({ why: "demoted" });
  });

  it("when the customer becomes a platform admin", async () => {
    const { ownerId } = await impersonating({ readOnly: false });
    await platformDatabase().update(users).set({ isPlatformAdmin: true }).where(eq(users.id, ownerId));
    await expect(currentMember()).rejects.toMatchObject(isOver);
  });

  it("when the admin's own session is revoked or has expired", async () => {
    for (const end of [
      (adminId: string) => withoutTenant({ actor: system }, (ctx) => revokeSessions(ctx, { userId: adminId })),
      (adminId: string) => changeSession(adminId, { expires: new Date() }),
    ]) {
      const { admin, id } = await impersonating();
      await end(admin.id);
      await expect(currentMember()).rejects.toMatchObject(isOver);
      expect(await redirected(over)).toBe("/sign-in?notice=impersonation");
      expect((await auditOf(id)).at(-1)?.details).toMatchObject({ why: "signed_out" });
    }
  });

  it("when the customer leaves the organization, signs out everywhere, or sets a new password", async () => {
    const left = await impersonating();
    await inOrganization(left.id, ({ tx }) => tx.delete(memberships).where(eq(memberships.userId, left.ownerId)));
    await expect(currentMember()).rejects.toMatchObject(isOver);
    const out = await impersonating();
    await withoutTenant({ actor: system }, (ctx) => revokeSessions(ctx, { userId: out.ownerId }));
    await expect(currentMember()).rejects.toMatchObject(isOver);
  });

  it("on exit and on sign-out, while the admin's own session continues", async () => {
    for (const end of [endImpersonation, signOut]) {
      const { id } = await impersonating();
      expect(await redirected(end)).toBe(`/admin/organizations/${id}?acted=ended`);
      expect([...browser.cookies.keys()]).toEqual(["gatehouse.session"]);
      expect(await adminPage(async () => "page")).toBe("page");
      expect((await auditOf(id)).map(({ action }) => action)).toEqual([
        "admin.impersonation_begun",
        "admin.impersonation_ended",
      ]);
    }
  });

  it("and its token gives no access, alone or with another person's session", async () => {
    await impersonating();
    const [carried, token] = [browser.cookies.get("gatehouse.impersonation") ?? "", tokenInCookie()];
    browser.cookies.delete("gatehouse.session");
    await expect(currentMember()).rejects.toMatchObject({ code: "unauthenticated" });
    browser.cookies.delete("gatehouse.impersonation");
    browser.cookies.set("gatehouse.session", token);
    await expect(currentMember()).rejects.toMatchObject({ code: "unauthenticated" });
    await signIn((await newUser({ platformAdmin: true })).id);
    browser.cookies.set("gatehouse.impersonation", carried);
    await expect(currentMember()).rejects.toMatchObject(isOver);
  });

  it("and returns even if its end was already recorded", async () => {
    const { id, ownerId } = await impersonating();
    await changeSession(ownerId, { expires: new Date() });
    await withPlatform({ actor: system }, sweepImpersonations);
    await expect(currentMember()).rejects.toMatchObject(isOver);
    expect(await redirected(over)).toBe(`/admin/organizations/${id}?acted=ended`);
  });

  it("and its end is recorded once, even if no one returns", async () => {
    const { id, ownerId } = await impersonating();
    await changeSession(ownerId, { expires: new Date() });
    await Promise.all([1, 2].map(() => withPlatform({ actor: system }, sweepImpersonations)));
    expect((await auditOf(id)).map(({ action, details }) => [action, details.why])).toEqual([
      ["admin.impersonation_begun", undefined],
      ["admin.impersonation_ended", "time_up"],
    ]);
    expect(await appDatabase().$count(sessions, eq(sessions.userId, ownerId))).toBe(0);
  });

  it("but not while it is still active", async () => {
    const { id } = await impersonating();
    await withPlatform({ actor: system }, sweepImpersonations);
    expect(await redirected(over)).toBe("/dashboard");
    expect(await currentMember()).toMatchObject({ organizationId: id });
  });
});

async function problem(answer: Promise<Response>): Promise<[number, unknown]> {
  const { status, ...body } = await (await answer).json();
  return [status, body.reason ?? body.details?.reason];
}

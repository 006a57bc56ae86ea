import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { apiKeys, auditLog, idempotencyKeys } from "@/db/schema";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { newOrganization, newUser } from "@/testing/factories";
import { pageHeaders } from "@/testing/page-headers";
import { POST as extendTrial } from "./admin/subscriptions/[id]/extend-trial/route";
import { POST as reactivate } from "./admin/subscriptions/[id]/reactivate/route";
import { POST as suspend } from "./admin/subscriptions/[id]/suspend/route";
import { POST as makeKey } from "./api-keys/route";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
  }),
  headers: async () => new Headers(),
}));
beforeEach(() => browser.cookies.clear());

let page: Record<string, string> = {};
async function signIn(userId: string) {
  const token = await sessionStore.create({ userId, userAgent: null, now: new Date(), secondFactor: "totp" });
  browser.cookies.set("gatehouse.session", token);
  page = await pageHeaders(userId);
}

/** The parts of a response that the tests compare. */
async function summaryOf(response: Response) {
  const body: Record<string, unknown> = await response.json();
  return { status: response.status, body, again: response.headers.get("idempotent-replayed") === "true" };
}

function request(path: string, body: unknown, idempotencyKey?: string) {
  const headers = { ...page, ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }) };
  return new Request(`http://localhost:3000/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}

const system = { actor: asSystem() } as const;

/** What the database has on an organization, across tenants. */
function stored(organizationId: string) {
  return withPlatform(system, async ({ tx }) => ({
    keys: await tx.select().from(apiKeys).where(eq(apiKeys.organizationId, organizationId)),
    answers: await tx.select().from(idempotencyKeys).where(eq(idempotencyKeys.organizationId, organizationId)),
    audit: await tx.select().from(auditLog).where(eq(auditLog.organizationId, organizationId)),
  }));
}

describe("an API key created with an Idempotency-Key", () => {
  const make = async (body: unknown, idempotencyKey?: string) =>
    summaryOf(await makeKey(request("api-keys", body, idempotencyKey)));

  async function enterprise() {
    const { id, ownerId } = await newOrganization({ plan: "enterprise" });
    await signIn(ownerId);
    return id;
  }

  it("is created once; repeating the request returns it without the secret, which is stored nowhere", async () => {
    const id = await enterprise();
    const first = await make({ name: "erp" }, "make-1");
    expect(first).toMatchObject({ status: 201, again: false, body: { key: expect.stringMatching(/^gh_org_/) } });
    const second = await make({ name: "erp" }, "make-1");
    expect(second).toEqual({ status: 201, again: true, body: { id: first.body.id, key: null } });
    const { keys, answers } = await stored(id);
    expect(keys.map((key) => key.id)).toEqual([first.body.id]);
    expect(JSON.stringify([keys, answers])).not.toContain(String(first.body.key).slice(-30));
  });

  it("is refused for a different request with the same Idempotency-Key", async () => {
    const id = await enterprise();
    await make({ name: "erp" }, "make-1");
    expect(await make({ name: "crm" }, "make-1")).toMatchObject({
      status: 409,
      body: { code: "conflict", reason: "idempotency_key_reused" },
    });
    expect((await stored(id)).keys).toHaveLength(1);
  });

  it("is created once and shown once under concurrent requests", async () => {
    const id = await enterprise();
    const all = await Promise.all(Array.from({ length: 6 }, () => make({ name: "erp" }, "make-1")));
    expect(all.filter(({ body }) => body.key !== null)).toHaveLength(1);
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
    expect((await stored(id)).keys).toHaveLength(1);
  });

  it("is the same for as long as the response is stored, other keys used in between", async () => {
    const id = await enterprise();
    const first = await make({ name: "erp" }, "make-1");
    await withPlatform(system, ({ tx, now }) =>
      tx
        .update(idempotencyKeys)
        .set({ createdAt: addDays(now, -20) })
        .where(eq(idempotencyKeys.organizationId, id)),
    );
    await make({ name: "crm" }, "make-2");
    expect(await make({ name: "erp" }, "make-1")).toMatchObject({ again: true, body: { id: first.body.id } });
    expect((await stored(id)).keys).toHaveLength(2);
  });

  it("is created each time when no Idempotency-Key is sent", async () => {
    const id = await enterprise();
    await make({ name: "erp" });
    await make({ name: "erp" });
    expect((await stored(id)).keys).toHaveLength(2);
  });
});

const reason = "Evaluation needs a second plant";
const admins = [
  { verb: "extend-trial", route: extendTrial, input: { days: 7, reason }, other: { days: 8, reason } },
  { verb: "suspend", route: suspend, input: { reason }, other: { reason: "Chargebacks" } },
  { verb: "reactivate", route: reactivate, input: { reason }, other: { reason: "Settled" } },
] as const;

describe.each(admins)("an admin's $verb with an Idempotency-Key", ({ verb, route, input, other }) => {
  const act = async (id: string, body: unknown, idempotencyKey: string) =>
    summaryOf(
      await route(request(`admin/subscriptions/${id}/${verb}`, body, idempotencyKey), {
        params: Promise.resolve({ id }),
      }),
    );

  async function customer() {
    const { id } = await newOrganization();
    await signIn((await newUser({ platformAdmin: true })).id);
    if (verb === "reactivate") {
      const params = Promise.resolve({ id });
      await suspend(request(`admin/subscriptions/${id}/suspend`, { reason }), { params });
    }
    return { id, before: (await stored(id)).audit.length };
  }

  it("is done once under concurrent requests, and each gets the same answer", async () => {
    const { id, before } = await customer();
    const all = await Promise.all(Array.from({ length: 4 }, () => act(id, input, "once")));
    all.push(await act(id, input, "once"));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(all.filter(({ again }) => again)).toHaveLength(4);
    expect(new Set(all.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect((await stored(id)).audit).toHaveLength(before + 1);
  });

  it("is a conflict if the body differs", async () => {
    const { id, before } = await customer();
    await act(id, input, "once");
    expect(await act(id, other, "once")).toMatchObject({ status: 409, body: { reason: "idempotency_key_reused" } });
    expect((await stored(id)).audit).toHaveLength(before + 1);
  });
});

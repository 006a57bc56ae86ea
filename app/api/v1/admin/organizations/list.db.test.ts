import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { subscriptionItems, users } from "@/db/schema";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { withPlatform } from "@/lib/context";
import { createPlatformKey, revokePlatformKey } from "@/lib/keys";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { addMember, newOrganization, newUser } from "@/testing/factories";
import { GET as listSubscriptions } from "../subscriptions/route";
import { GET as getOrganization } from "./[id]/route";
import { GET as listOrganizations } from "./route";

const session = vi.hoisted(() => ({ token: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (name === "gatehouse.session" ? { name, value: session.token } : undefined),
  }),
  headers: async () => new Headers(),
}));

let admin: { id: string };
let key: { id: string; key: string };

beforeAll(async () => {
  admin = await newUser({ platformAdmin: true });
  key = await withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
    createPlatformKey(ctx, { name: "warehouse", scopes: ["admin:read"] }),
  );
});
beforeEach(() => {
  session.token = "";
});

const signIn = async (userId: string) => {
  session.token = await sessionStore.create({ userId, userAgent: null, now: new Date(), secondFactor: "totp" });
};

const base = "http://localhost:3000/api/v1/admin";
const withKey = (path: string, secret = key.key) =>
  new Request(`${base}/${path}`, { headers: { authorization: `Bearer ${secret}` } });
const answerOf = async (response: Promise<Response>) => {
  const answered = await response;
  return { status: answered.status, body: await answered.json() };
};
const named = (name: string) => `organizations?search=${encodeURIComponent(name)}`;
const detailsOf = (id: string, request = withKey(`organizations/${id}`)) =>
  answerOf(getOrganization(request, { params: Promise.resolve({ id }) }));

describe("a warehouse with a platform key", () => {
  it("lists organizations page by page, and each one once", async () => {
    for (const name of ["Paged Alpha", "Paged Beta", "Paged Gamma"]) await newOrganization({ name });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const after: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const { status, body } = await answerOf(listOrganizations(withKey(`${named("paged ")}&limit=2${after}`)));
      expect(status).toBe(200);
      seen.push(...body.data.map(({ name }: { name: string }) => name));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(["Paged Gamma", "Paged Beta", "Paged Alpha"]);
  });

  it("filters organizations by status and plan", async () => {
    await newOrganization({ name: "Filtered Starter" });
    await newOrganization({ name: "Filtered Enterprise", plan: "enterprise" });
    const read = (query: string) => answerOf(listOrganizations(withKey(`${named("filtered ")}&${query}`)));
    expect((await read("plan=enterprise&status=trialing")).body.data).toMatchObject([
      { name: "Filtered Enterprise", plan: "enterprise", status: "trialing", suspendedAt: null, mrr: 0 },
    ]);
    expect((await read("status=active")).body.data).toEqual([]);
    expect((await read("status=gone")).status).toBe(400);
    expect((await read("limit=0")).status).toBe(400);
    expect((await read("limit=101")).status).toBe(400);
  });

  it.each(["not-a-cursor", "%00", "~"])("refuses %j as a cursor", async (cursor) => {
    const lists = { organizations: listOrganizations, subscriptions: listSubscriptions };
    for (const [path, list] of Object.entries(lists)) {
      expect(await answerOf(list(withKey(`${path}?cursor=${cursor}`)))).toMatchObject({
        status: 400,
        body: { code: "invalid_input" },
      });
    }
  });

  it("reads an organization with its subscription, usage, overrides and members", async () => {
    const { id, ownerId } = await newOrganization({ name: "Read Whole", externalId: "whole-1", plan: "professional" });
    await addMember(id, "billing", { email: "billing@whole.example" });
    const { status, body } = await detailsOf(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      name: "Read Whole",
      externalId: "whole-1",
      subscription: { status: "trialing", plan: { key: "professional" }, items: [] },
      usage: { organization: id, plan: "professional", access: "full" },
      overrides: [],
      members: [
        { id: ownerId, role: "owner" },
        { email: "billing@whole.example", role: "billing" },
      ],
    });
  });

  it("gets a 404 for an organization that doesn't exist", async () => {
    expect(await detailsOf(crypto.randomUUID())).toMatchObject({ status: 404 });
    expect(await detailsOf("no-uuid")).toMatchObject({ status: 404 });
  });

  it("lists subscriptions with what is on them, and no organization that never bought", async () => {
    const { id } = await newOrganization({ name: "Subscribed Company" });
    await newOrganization({ name: "Only on Trial" });
    await setMirror(id, {
      status: "active",
      planKey: "professional",
      mrr: 20_400,
      currency: "usd",
      stripeCustomerId: "cus_listed",
      stripeSubscriptionId: "sub_listed",
    });
    await withPlatform({ actor: asSystem() }, ({ tx }) =>
      tx.insert(subscriptionItems).values({
        organizationId: id,
        stripeItemId: "si_listed",
        kind: "custom",
        name: "On-site training",
        quantity: 1,
        unitAmount: 500,
        recurringAmount: 500,
        currency: "usd",
        interval: "month",
        intervalCount: 1,
        metered: false,
      }),
    );
    const { body } = await answerOf(listSubscriptions(withKey("subscriptions?limit=100&status=active")));
    expect(body.data.map(({ organizationName }: { organizationName: string }) => organizationName)).not.toContain(
      "Only on Trial",
    );
    expect(body.data.find(({ organization }: { organization: string }) => organization === id)).toMatchObject({
      organizationName: "Subscribed Company",
      stripeCustomerId: "cus_listed",
      stripeSubscriptionId: "sub_listed",
      plan: "professional",
      mrr: 20_400,
      items: [{ stripeItemId: "si_listed", kind: "custom", key: null, name: "On-site training", recurringAmount: 500 }],
    });
  });
});

describe("access to what platform admins read", () => {
  it("ends with the key", async () => {
    const actor = { kind: "user", id: admin.id } as const;
    const short = await withPlatform({ actor }, (ctx) =>
      createPlatformKey(ctx, { name: "short", scopes: ["admin:read"] }),
    );
    expect((await listOrganizations(withKey("organizations", short.key))).status).toBe(200);
    await withPlatform({ actor }, (ctx) => revokePlatformKey(ctx, { keyId: short.id }));
    expect((await listOrganizations(withKey("organizations", short.key))).status).toBe(401);
  });

  it("isn't part of a key that tracks usage", async () => {
    const actor = { kind: "user", id: admin.id } as const;
    const tracking = await withPlatform({ actor }, (ctx) =>
      createPlatformKey(ctx, { name: "product", scopes: ["usage:write", "usage:read", "features:read"] }),
    );
    const { id } = await newOrganization();
    expect(await detailsOf(id, withKey(`organizations/${id}`, tracking.key))).toMatchObject({
      status: 403,
      body: { reason: "scope", scope: "admin:read" },
    });
  });

  it("counts against the key's rate limit, and says so", async () => {
    const response = await listOrganizations(withKey("organizations"));
    expect(response.headers.get("ratelimit")).toMatch(/^"requests";r=\d+;t=\d+$/);
  });

  it("is hidden from an owner, and ends in mid-session when an admin is demoted", async () => {
    const { id, ownerId } = await newOrganization();
    await signIn(ownerId);
    expect((await listOrganizations(new Request(`${base}/organizations`))).status).toBe(404);
    const demoted = await newUser({ platformAdmin: true });
    await signIn(demoted.id);
    expect(await detailsOf(id, new Request(`${base}/organizations/${id}`))).toMatchObject({ status: 200 });
    await withPlatform({ actor: asSystem() }, ({ tx }) =>
      tx.update(users).set({ isPlatformAdmin: false }).where(eq(users.id, demoted.id)),
    );
    expect(await detailsOf(id, new Request(`${base}/organizations/${id}`))).toMatchObject({ status: 404 });
  });

  it("isn't widened by a session beside a key without the scope", async () => {
    await signIn(admin.id);
    const { key: tracking } = await withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
      createPlatformKey(ctx, { name: "product", scopes: ["usage:write"] }),
    );
    expect((await listOrganizations(withKey("organizations", tracking))).status).toBe(403);
  });
});

import "@/testing/billing/local-stripe";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { subscriber } from "@/testing/billing/subscribers";
import { addMember, newOrganization, newUser } from "@/testing/factories";
import { pageHeaders } from "@/testing/page-headers";
import { GET as subscription } from "../subscription/route";
import { POST as checkout } from "./checkout/route";
import { GET as invoices } from "./invoices/route";
import { POST as portal } from "./portal/route";
import { POST as promotionCode } from "./promotion-code/route";

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
  browser.cookies.set("gatehouse.session", await sessionStore.create({ userId, userAgent: null, now: new Date() }));
  page = await pageHeaders(userId);
}

type Route = (request: Request) => Promise<Response>;

const names = new Map<Route, string>([
  [subscription, "subscription"],
  [checkout, "billing/checkout"],
  [invoices, "billing/invoices"],
  [portal, "billing/portal"],
  [promotionCode, "billing/promotion-code"],
]);
const address = (route: Route) => `http://localhost:3000/api/v1/${names.get(route)}`;
const get = (route: Route, query = "") => route(new Request(`${address(route)}${query}`, { headers: page }));
const post = (route: Route, body: unknown, headers: Record<string, string> = {}) =>
  route(new Request(address(route), { method: "POST", headers: { ...page, ...headers }, body: JSON.stringify(body) }));

describe("reading", () => {
  it("returns invoices page by page, to billing roles only, and none of other organizations", async () => {
    expect((await get(invoices)).status).toBe(401);
    const [ours, other] = [await subscriber("starter"), await subscriber("professional")];
    await signIn((await addMember(ours.id, "member")).id);
    expect((await get(invoices)).status).toBe(403);
    await signIn((await newUser()).id);
    browser.cookies.set("gatehouse.organization", other.id);
    expect((await get(invoices)).status).toBe(404);
    await signIn((await addMember(ours.id, "billing")).id);
    for (const query of ["?limit=0", "?limit=101", "?cursor=nonsense", "?all=1"]) {
      expect((await get(invoices, query)).status).toBe(400);
    }
    const { data, nextCursor } = await (await get(invoices)).json();
    expect([data.map(({ total }: { total: number }) => total), nextCursor]).toEqual([[4_900], null]);
  });

  it("returns the subscription to every member, with a pending change but no payment link", async () => {
    expect((await get(subscription)).status).toBe(401);
    const ours = await subscriber("starter");
    await signIn((await addMember(ours.id, "member")).id);
    const answer = await get(subscription);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await answer.json()).toMatchObject({ plan: { key: "starter" }, scheduled: null, pending: null });
  });
});

describe("checkout", () => {
  it("happens once per key; the same key for another plan is refused", async () => {
    await signIn((await newOrganization()).ownerId);
    const headers = { "Idempotency-Key": "buy-1" };
    const first = await (await post(checkout, { plan: "starter", interval: "month" }, headers)).text();
    expect(await (await post(checkout, { plan: "starter", interval: "month" }, headers)).text()).toBe(first);
    expect((await post(checkout, { plan: "enterprise", interval: "month" }, headers)).status).toBe(409);
    const spaces = { "Idempotency-Key": "buy 1" };
    expect((await post(checkout, { plan: "starter", interval: "month" }, spaces)).status).toBe(400);
  });

  it.each([
    ["a price chosen by the caller", { plan: "starter", interval: "month", unit_amount: 1 }, 400],
    ["no interval", { plan: "starter" }, 400],
    ["an unknown plan", { plan: "gold", interval: "month" }, 422],
  ])("is refused with %s", async (_what, body, status) => {
    await signIn((await newOrganization()).ownerId);
    expect((await post(checkout, body)).status).toBe(status);
  });

  it("can't be repeated after a purchase; the portal opens only after it", async () => {
    await signIn((await newOrganization()).ownerId);
    expect((await post(portal, {})).status).toBe(409);
    const ours = await subscriber("starter");
    await signIn(ours.ownerId);
    expect((await post(checkout, { plan: "professional", interval: "month" })).status).toBe(409);
    expect(await (await post(portal, {})).json()).toEqual({ url: expect.stringMatching(/^http/) });
  });
});

it("promo codes can't be guessed", async () => {
  await signIn((await subscriber("starter")).ownerId);
  const guess = async (code: string) => (await post(promotionCode, { code })).status;
  for (let tries = 0; tries < 10; tries += 1) expect(await guess(`GUESS${tries}`)).toBe(422);
  expect(await guess("GUESS10")).toBe(429);
  expect(await guess("\ud800"), "what is no text is no guess").toBe(400);
});

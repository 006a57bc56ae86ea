import "@/testing/billing/local-stripe";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as offer } from "@/app/api/v1/billing/offer/route";
import { POST as preview } from "@/app/api/v1/billing/preview/route";
import { POST as promotionCode } from "@/app/api/v1/billing/promotion-code/route";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { stripeOrigin } from "@/testing/billing/local-stripe";
import { invoicesAtStripe, rowOf, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { addMember, newUser } from "@/testing/factories";
import { expectLog } from "@/testing/logs";
import { pageHeaders } from "@/testing/page-headers";
import { POST as addOns } from "./add-ons/route";
import { POST as cancel } from "./cancel/route";
import { POST as downgrade } from "./downgrade/route";
import { POST as resume } from "./resume/route";
import { GET as subscription } from "./route";
import { POST as undo } from "./undo/route";
import { POST as upgrade } from "./upgrade/route";

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

async function signedIn(plan = "starter"): Promise<Subscriber> {
  const made = await subscriber(plan);
  await signIn(made.ownerId);
  return made;
}

function required({ ours, other, stranger, member }: typeof unchanged) {
  if (!ours || !other || !stranger || !member) throw new Error("The organizations were not made.");
  return { ours, other, stranger, member };
}

type Route = (request: Request) => Promise<Response>;

function post(route: Route, body?: unknown, headers: Record<string, string> = {}) {
  const given = typeof body === "string" ? body : JSON.stringify(body);
  const init = { method: "POST", headers: { "Content-Type": "application/json", ...page, ...headers } };
  const [name] = endpoints.find(([, endpoint]) => endpoint === route) ?? [];
  const address = `http://localhost:3000/api/v1/${name}`;
  return route(new Request(address, given === undefined ? init : { ...init, body: given }));
}

/** Every endpoint that changes a subscription, with a valid body. */
const endpoints: [string, Route, unknown][] = [
  ["billing/preview", preview, { plan: "professional" }],
  ["billing/promotion-code", promotionCode, { code: "SPRING" }],
  ["billing/offer", offer, undefined],
  ["subscription/upgrade", upgrade, { plan: "professional" }],
  ["subscription/downgrade", downgrade, { plan: "starter" }],
  ["subscription/add-ons", addOns, { addOns: { extra_user: 1 } }],
  ["subscription/cancel", cancel, { reason: "unused" }],
  ["subscription/resume", resume, undefined],
  ["subscription/undo", undo, undefined],
];

/** Organizations and people that no test changes, so that all tests can share them. */
const unchanged: { ours?: Subscriber; other?: Subscriber; stranger?: string; member?: string } = {};
beforeAll(async () => {
  const [ours, other, stranger] = await Promise.all([subscriber("starter"), subscriber("starter"), newUser()]);
  Object.assign(unchanged, { ours, other, stranger: stranger.id, member: (await addMember(ours.id, "member")).id });
});

describe.each(endpoints)("POST %s", (_name, route, body) => {
  it("requires a session, a membership and a role that may", async () => {
    const { ours, stranger, member } = required(unchanged);
    expect((await post(route, body)).status).toBe(401);
    await signIn(stranger);
    expect((await post(route, body)).status).toBe(404);
    await signIn(ours.ownerId);
    expect((await post(route, body, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    await signIn(member);
    expect((await post(route, body)).status).toBe(403);
    expect(await rowOf(ours)).toMatchObject({ planKey: "starter", cancelAt: null, stripeScheduleId: null, mrr: 4_900 });
  });

  it("can't reach another organization through the cookie", async () => {
    const { other, stranger } = required(unchanged);
    await signIn(stranger);
    browser.cookies.set("gatehouse.organization", other.id);
    expect((await post(route, body)).status).toBe(404);
    expect(await rowOf(other)).toMatchObject({ planKey: "starter", cancelAt: null, stripeScheduleId: null });
  });
});

describe("bad input", () => {
  it.each<[string, Route, unknown, number]>([
    ["invalid JSON", upgrade, "{", 400],
    ["a price", upgrade, { plan: "professional", price: "price_1" }, 400],
    ["an amount", preview, { plan: "professional", amount: 1 }, 400],
    ["a negative quantity", addOns, { addOns: { extra_user: -1 } }, 400],
    ["half a seat", addOns, { addOns: { extra_user: 0.5 } }, 400],
    ["a reason that isn't on the list", cancel, { reason: "because" }, 400],
    ["a quote we didn't issue", upgrade, { plan: "professional", quote: "free" }, 400],
    ["an unknown plan", upgrade, { plan: "gold" }, 422],
    ["an unknown add-on", addOns, { addOns: { widgets: 1 } }, 422],
    ["an unknown code", promotionCode, { code: "NOSUCHCODE" }, 422],
    ["the other direction", downgrade, { plan: "professional" }, 409],
    ["nothing to resume", resume, undefined, 409],
    ["nothing to undo", undo, undefined, 409],
  ])("%s", async (_what, route, body, status) => {
    await signIn(required(unchanged).ours.ownerId);
    const response = await post(route, body);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
  });
});

describe("a change", () => {
  it("shows immediately, without a webhook, and happens once per key", async () => {
    const made = await signedIn();
    const headers = { "Idempotency-Key": "click-1" };
    const first = await post(upgrade, { plan: "professional" }, headers);
    expect([first.status, await first.json()]).toEqual([200, { outcome: "changed" }]);
    expect(
      await (await subscription(new Request("http://localhost:3000/api/v1/subscription", { headers: page }))).json(),
    ).toMatchObject({
      plan: { key: "professional" },
      scheduled: null,
    });
    const again = await post(upgrade, { plan: "professional" }, headers);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await again.json()).toEqual({ outcome: "changed" });
    expect((await post(upgrade, { plan: "enterprise" }, headers)).status).toBe(409);
    expect(await invoicesAtStripe(made)).toHaveLength(2);
  });

  it("requested ten times at once with one key happens once, and all get the same answer", async () => {
    const made = await signedIn("professional");
    const headers = { "Idempotency-Key": "click-2" };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(addOns, { addOns: { extra_user: 2 } }, headers)),
    );
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(texts)).toEqual(new Set(['{"outcome":"changed"}']));
    expect(await invoicesAtStripe(made)).toHaveLength(2);
  });

  it("gets a 503 while Stripe is unavailable, and nothing changes", async () => {
    expectLog("syncing a change later: Stripe could not be read");
    const made = await signedIn();
    await inject({ kind: "server_error", rate: 1 });
    const away = await post(upgrade, { plan: "professional" });
    expect([away.status, away.headers.get("retry-after")]).toEqual([503, expect.any(String)]);
    await inject(null);
    expect(await rowOf(made)).toMatchObject({ planKey: "starter", mrr: 4_900 });
    expect(await invoicesAtStripe(made)).toHaveLength(1);
  });
});

it("a change that Stripe made but whose answer was lost shows up, and isn't made twice", async () => {
  const made = await signedIn();
  await inject({ kind: "timeout", method: "POST", path: "/v1/subscriptions/*", next: 3 });
  const unanswered = await post(upgrade, { plan: "professional" });
  expect(unanswered.status).toBe(503);
  const { title } = await unanswered.json();
  expect(title, "money has moved").not.toMatch(/nothing was (charged|changed)/i);
  expect(await rowOf(made)).toMatchObject({ planKey: "professional", mrr: 19_900 });
  expect(await (await post(upgrade, { plan: "professional" })).json()).toEqual({ outcome: "unchanged" });
  expect(await invoicesAtStripe(made)).toHaveLength(2);
});

async function inject(fault: object | null): Promise<void> {
  const headers = { "Content-Type": "application/json" };
  const init = fault ? { method: "POST", headers, body: JSON.stringify(fault) } : { method: "DELETE" };
  await fetch(`${stripeOrigin}/_local/faults`, init);
}

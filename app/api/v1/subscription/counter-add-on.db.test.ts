import "@/testing/billing/local-stripe";
import { beforeEach, expect, it, vi } from "vitest";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { withPlatform } from "@/lib/context";
import { createPlatformKey } from "@/lib/keys";
import { type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { newUser } from "@/testing/factories";
import { pageHeaders } from "@/testing/page-headers";
import { POST as check } from "../features/check/route";
import { GET as limits } from "../usage/limits/route";
import { POST as track } from "../usage/track/route";
import { POST as addOns } from "./add-ons/route";

/** The catalog of this file: Unison with an add-on for work orders, validated like any catalog. */
vi.mock("@/lib/catalog", async (original) => {
  const { defineCatalog } = await import("@/lib/catalog/define");
  const { catalog: unison } = await import("@/products/unison/catalog");
  const moreOrders = {
    key: "more_orders",
    name: "More work orders",
    description: "A hundred more work orders in each billing month.",
    meter: "work_orders",
    adds: 100,
    prices: [{ version: 1, interval: "month" as const, currency: "usd", unitAmount: 1_500 }],
  };
  const catalog = defineCatalog({ ...unison, addOns: [...unison.addOns, moreOrders] });
  return { ...(await original<typeof import("@/lib/catalog")>()), catalog };
});

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
  }),
  headers: async () => new Headers(),
}));
beforeEach(() => browser.cookies.clear());

let page: Record<string, string> = {};
type Route = (request: Request) => Promise<Response>;

async function ask(route: Route, path: string, body?: unknown, key?: string) {
  const request = new Request(`http://localhost:3000/api/v1/${path}`, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: key === undefined ? page : { authorization: `Bearer ${key}` },
  });
  const response = await route(request);
  const answer: Record<string, unknown> = await response.json();
  return { status: response.status, answer };
}

/** A customer on Starter (200 work orders, hard limit 220), and a platform key that reports their usage. */
async function customer() {
  const made = await subscriber("starter");
  const token = await sessionStore.create({ userId: made.ownerId, userAgent: null, now: new Date() });
  browser.cookies.set("gatehouse.session", token);
  page = await pageHeaders(made.ownerId);
  const { id } = await newUser({ platformAdmin: true });
  const { key } = await withPlatform({ actor: { kind: "user", id } }, (ctx) =>
    createPlatformKey(ctx, { name: "server", scopes: ["usage:write", "features:read"] }),
  );
  return { ...made, key };
}

const about = ({ id }: Subscriber) => ({ organization: id, meter: "work_orders" });

it("an add-on for a counter raises its limit from the next request on, and the limit shows its source", async () => {
  const made = await customer();
  const used = (amount: number) => ask(track, "usage/track", { ...about(made), amount }, made.key);
  const asked = (amount: number) => ask(check, "features/check", { ...about(made), amount }, made.key);
  expect(await used(220)).toMatchObject({ status: 200, answer: { used: 220, limit: 200, hardLimit: 220 } });
  expect(await used(1)).toMatchObject({
    status: 402,
    answer: {
      code: "limit_reached",
      liftedBy: expect.arrayContaining([expect.objectContaining({ key: "more_orders" })]),
    },
  });
  expect(await asked(1)).toMatchObject({ answer: { allowed: false, limit: 200 } });

  const bought = await ask(addOns, "subscription/add-ons", { addOns: { more_orders: 2 } });
  expect(bought).toEqual({ status: 200, answer: { outcome: "changed" } });

  expect(await asked(220)).toMatchObject({ answer: { allowed: true, limit: 400, hardLimit: 440, state: "ok" } });
  expect(await used(1)).toMatchObject({ status: 200, answer: { used: 221, limit: 400, hardLimit: 440 } });
  expect(await used(220)).toMatchObject({ status: 402, answer: { used: 221, limit: 400, hardLimit: 440 } });
  expect((await ask(limits, "usage/limits")).answer.limits).toContainEqual(
    expect.objectContaining({
      meter: "work_orders",
      limit: 400,
      because: [
        { source: "plan", value: 200, because: "Starter", until: null },
        { source: "add_on", value: 400, because: "2 × More work orders", until: null },
      ],
    }),
  );
});

it("a returned add-on keeps the limit raised until the end of the paid period", async () => {
  const made = await customer();
  await ask(addOns, "subscription/add-ons", { addOns: { more_orders: 2 } });
  const returned = await ask(addOns, "subscription/add-ons", { addOns: { more_orders: 0 } });
  expect(returned).toMatchObject({ status: 200, answer: { outcome: "scheduled" } });
  const { answer } = await ask(check, "features/check", { ...about(made), amount: 1 }, made.key);
  expect(answer).toMatchObject({ allowed: true, limit: 400 });
});

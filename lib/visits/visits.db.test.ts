import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { beforeEach, describe, expect, it } from "vitest";
import { metricOrganizations, signUpSources, visitorSalts, visitors, visits } from "@/db/schema";
import { type Context, withoutTenant, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { signUp } from "@/lib/tenancy";
import { asSystem } from "@/testing/actors";
import { inOrganization } from "@/testing/factories";
import { countVisit, sweepVisitors, visitsByDay, visitsBySource, visitTotals, writeVisits } from "./index";
import { type SeenVisit, storeVisits } from "./store-visits";

const platform = <T>(work: (ctx: Context) => Promise<T>, now?: Date) =>
  withPlatform({ actor: asSystem(), ...(now ? { now } : {}) }, work);

beforeEach(() =>
  platform(async ({ tx }) => {
    for (const table of [visits, visitors, visitorSalts]) await tx.delete(table);
  }),
);

const noon = new Date("2026-11-15T12:00:00Z");
const mei = { address: "10.0.0.1", userAgent: "Firefox" };
const luis = { address: "10.0.0.2", userAgent: "Firefox" };
const seen = (given: Partial<SeenVisit> = {}): SeenVisit => ({
  page: "/",
  referrerHost: "",
  source: "",
  medium: "",
  campaign: "",
  seenAt: noon,
  visitor: mei,
  ...given,
});
const range = { from: "2026-11-01", to: "2026-12-01" };
const totals = () => platform((ctx) => visitTotals(ctx, range));

describe("visits", () => {
  it("count each visitor of a day once, with the first view", async () => {
    await storeVisits([seen({ source: "newsletter" }), seen({ page: "/pricing" }), seen({ visitor: luis })]);
    await storeVisits([seen({ page: "/pricing" }), seen({ visitor: luis, page: "/pricing" })]);
    expect(await totals()).toEqual({ visitors: 2, views: 5 });
    expect(await platform((ctx) => visitsBySource(ctx, range))).toEqual([
      { source: "direct", visitors: 1, views: 4 },
      { source: "newsletter", visitors: 1, views: 1 },
    ]);
  });

  it("count someone who comes back on another day again", async () => {
    await storeVisits([seen(), seen({ seenAt: addDays(noon, 1) })]);
    expect(await platform((ctx) => visitsByDay(ctx, range))).toEqual([
      { day: "2026-11-15", visitors: 1, views: 1 },
      { day: "2026-11-16", visitors: 1, views: 1 },
    ]);
  });

  it("count exactly when several servers write at once", async () => {
    await Promise.all(Array.from({ length: 10 }, () => storeVisits([seen(), seen({ visitor: luis })])));
    expect(await totals()).toEqual({ visitors: 2, views: 20 });
  });

  it("note no one whose browser asks for that", async () => {
    await storeVisits([seen({ visitor: undefined })]);
    expect(await totals()).toEqual({ visitors: 0, views: 1 });
    expect(await platform(({ tx }) => tx.$count(visitors))).toBe(0);
  });

  it("are no one's any more after two days", async () => {
    await storeVisits([seen(), seen({ seenAt: addDays(noon, 2) })]);
    await platform(sweepVisitors, addDays(noon, 2));
    const left = await platform(async ({ tx }) => [
      await tx.select().from(visitors),
      await tx.select().from(visitorSalts),
    ]);
    expect(left.map((rows) => rows.map(({ day }) => day))).toEqual([["2026-11-17"], ["2026-11-17"]]);
    expect(await totals()).toEqual({ visitors: 2, views: 2 });
  });

  it("store neither address nor browser", async () => {
    await storeVisits([seen()]);
    const stored = JSON.stringify(await platform(({ tx }) => tx.select().from(visitors)));
    expect(stored).not.toContain(mei.address);
    expect(stored).not.toContain(mei.userAgent);
  });
});

describe("a request for a page", () => {
  it("is counted a moment later, by the address that our own proxy wrote", async () => {
    for (const forwarded of ["1.2.3.4, 10.0.0.9", "6.6.6.6, 10.0.0.9"]) {
      const request = new IncomingMessage(new Socket());
      Object.assign(request, { method: "GET", url: "/pricing?utm_source=ads" });
      Object.assign(request.headers, {
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
        "user-agent": "Mozilla/5.0 Firefox/150.0",
        "x-forwarded-for": forwarded,
      });
      countVisit(request);
    }
    expect(await platform(({ tx }) => tx.$count(visits))).toBe(0);
    await writeVisits();
    expect(await platform(({ tx }) => tx.select().from(visits))).toMatchObject([
      { page: "/pricing", source: "ads", views: 2, visitors: 1 },
    ]);
  });
});

describe("a sign-up", () => {
  const signUpAs = async (email: string, visitor: typeof mei | undefined, now: Date) => {
    const made = await withoutTenant({ actor: { kind: "system", id: "sign_up" }, now }, (ctx) =>
      signUp(ctx, { company: "Acme", email, password: "correct horse battery staple" }, visitor),
    );
    const organizationId = made?.organizationId ?? "";
    return inOrganization(organizationId, ({ tx }) => tx.select().from(signUpSources));
  };

  it("notes the person's first visit of today or yesterday", async () => {
    await storeVisits([
      seen({ source: "newsletter", page: "/pricing" }),
      seen({ referrerHost: "google.com", seenAt: addDays(noon, 1) }),
    ]);
    const [source] = await signUpAs("mei@first.example", mei, addDays(noon, 1));
    expect(source).toMatchObject({ landingPage: "/pricing", source: "newsletter", referrerHost: "" });
    const facts = await platform(({ tx }) => tx.select().from(metricOrganizations));
    expect(facts.find(({ organizationId }) => organizationId === source?.organizationId)?.source).toBe("newsletter");
  });

  it("notes nothing for someone who wasn't seen, or was too long ago", async () => {
    await storeVisits([seen({ source: "newsletter" })]);
    expect(await signUpAs("luis@second.example", luis, noon)).toEqual([]);
    expect(await signUpAs("mei@third.example", mei, addDays(noon, 2))).toEqual([]);
    expect(await signUpAs("ann@fourth.example", undefined, noon)).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { now } from "@/lib/clock";
import { type Context, withPlatform } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { storeRates } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { newOrganization } from "@/testing/factories";
import { listOrganizations } from "./list-organizations";
import type { OrganizationFilter } from "./organization-filter";

const asAdmin = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: asSystem() }, work);
const list = (filter: OrganizationFilter, size = 100) => asAdmin((ctx) => listOrganizations(ctx, filter, size));

const store = (currency: string, rate: number, daysAgo: number) =>
  asAdmin((ctx) => storeRates(ctx, [{ base: "usd", currency, day: isoDay(addDays(now(), -daysAgo)), rate }]));

async function paying(name: string, mrr: number, currency: string) {
  const { id } = await newOrganization({ name });
  await setMirror(id, { status: "active", planKey: "professional", mrr, currency, interval: "month" });
}

beforeAll(async () => {
  await store("eur", 0.5, 3);
  await store("eur", 1.1, 1);
  await store("jpy", 0.0067, 1);
  await paying("Worth a 130 yen", 20_000, "jpy");
  await paying("Worth b 120", 12_000, "usd");
  await paying("Worth c 110 euros", 10_000, "eur");
  await paying("Worth d 110", 11_000, "usd");
  await paying("Worth e 105 euros", 9_546, "eur");
  await paying("Worth f 40", 4_000, "usd");
  await paying("Worth g none left", 0, "chf");
  await newOrganization({ name: "Worth h on trial" });
  await paying("Worth x unrated", 90_000, "chf");
  await paying("Worth y unrated", 1_000, "chf");
});

/** All pages, with a rate changed after the first one. */
async function pages(sort: OrganizationFilter["sort"], size: number, between = async () => {}): Promise<string[]> {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { rows, next } = await list({ search: "worth ", sort, after }, size);
    seen.push(...rows.map(({ name }) => name));
    after = next;
    await between();
  } while (after);
  return seen;
}

const letters = (names: readonly string[]) => names.map((name) => name.split(" ")[1]).join("");

describe("organizations by MRR in several currencies", () => {
  it("are compared by what they pay at today's rates, not by their numbers", async () => {
    const { rows, order } = await list({ search: "worth ", sort: "-mrr" });
    expect(order).toMatchObject({ base: "usd", day: isoDay(now()), unrated: ["chf"] });
    const order6 = letters(rows.map(({ name }) => name)).slice(0, 6);
    // 110 dollars and 100 euros at 1.1 are worth the same: their IDs decide.
    expect(["abcdef", "abdcef"]).toContain(order6);
  });

  it("have those without a rate at the end, in both directions", async () => {
    for (const sort of ["mrr", "-mrr"] as const) {
      const { rows } = await list({ search: "worth ", sort });
      expect([
        sort,
        letters(rows.slice(-2).map(({ name }) => name))
          .split("")
          .sort()
          .join(""),
      ]).toEqual([sort, "xy"]);
    }
    const { rows } = await list({ search: "worth ", sort: "mrr" });
    expect(letters(rows.slice(0, 3).map(({ name }) => name))).toMatch(/^(gh|hg)f$/);
  });

  it.each(["mrr", "-mrr"] as const)("are paged once each by %s, whatever the size of a page", async (sort) => {
    const whole = (await list({ search: "worth ", sort })).rows.map(({ name }) => name);
    expect(whole).toHaveLength(10);
    for (const size of [1, 2, 3, 7]) expect([size, await pages(sort, size)]).toEqual([size, whole]);
  });

  it("keep the first page's rates, so that the next day's neither hide nor repeat a row", async () => {
    const whole = (await list({ search: "worth ", sort: "-mrr" })).rows.map(({ name }) => name);
    const tomorrow = isoDay(addDays(now(), 1));
    const later = (after: string | undefined) =>
      withPlatform({ actor: asSystem() }, (ctx) =>
        listOrganizations({ ...ctx, now: addDays(now(), 1) }, { search: "worth ", sort: "-mrr", after }, 4),
      );
    const { rows, next } = await list({ search: "worth ", sort: "-mrr" }, 4);
    await asAdmin((ctx) => storeRates(ctx, [{ base: "usd", currency: "eur", day: tomorrow, rate: 0.1 }]));
    const second = await later(next);
    const third = await later(second.next);
    expect([...rows, ...second.rows, ...third.rows].map(({ name }) => name)).toEqual(whole);
    expect(letters((await later(undefined)).rows.map(({ name }) => name))).toBe("abdf");
  });

  it.each([
    "2026-02-30 1",
    "9999-99-99 1",
    "2026-11-30 1e300",
    "2026-11-30 NaN",
    "2026-11-30 999999999999999",
    "2026-11-30 -0.00000000000000000001",
    "2026-11-30 1e-99",
  ])("take the forged place %j for none or for a place, never for an error", async (value) => {
    const after = Buffer.from(JSON.stringify(["-mrr", value, crypto.randomUUID()])).toString("base64url");
    expect((await list({ search: "worth ", sort: "-mrr", after })).rows.length).toBeLessThanOrEqual(10);
  });
});

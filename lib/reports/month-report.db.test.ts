import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { emails, movements, organizations } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";
import { storedDedupeKey } from "@/lib/email/dedupe-key";
import { asSystem } from "@/testing/actors";
import { newOrganization, newUser } from "@/testing/factories";
import { monthReport, sendMonthReport } from "./index";

const actor = asSystem();
const at = (day: string) => new Date(`${day}T12:00:00Z`);
const asAdmin = <T>(day: string, work: (ctx: Context) => Promise<T>) => withPlatform({ actor, now: at(day) }, work);

type Change = { day: string; to: number };

/** A customer with the movements of these changes. */
async function customer(name: string, changes: readonly Change[]): Promise<string> {
  const { id } = await newOrganization({ name, createdAt: at("2025-05-01") });
  let before = 0;
  await withPlatform({ actor }, async ({ tx }) => {
    for (const { day, to } of changes) {
      await tx.insert(movements).values({
        organizationId: id,
        id: crypto.randomUUID(),
        kind: before === 0 ? "new" : to === 0 ? "churn" : to > before ? "expansion" : "contraction",
        currency: "usd",
        amount: to - before,
        mrrBefore: before,
        mrrAfter: to,
        planBefore: before === 0 ? null : "professional",
        planAfter: to === 0 ? null : "professional",
        ...(to === 0 ? { cause: "voluntary" as const, reason: "too_expensive" as const } : {}),
        occurredAt: at(day),
        createdAt: at(day),
      });
      before = to;
    }
  });
  return id;
}

const names = (customers: readonly { name: string | null; amount: number }[]) =>
  customers.map(({ name, amount }) => [name, amount]);

beforeAll(async () => {
  await customer("Steady Steel", [{ day: "2025-06-03", to: 50_000 }]);
  await customer("Growing Gears", [
    { day: "2025-07-01", to: 20_000 },
    { day: "2025-08-10", to: 35_000 },
  ]);
  await customer("Shrinking Shafts", [
    { day: "2025-06-20", to: 30_000 },
    { day: "2025-08-20", to: 10_000 },
  ]);
  await customer("Leaving Lathes", [
    { day: "2025-06-21", to: 19_900 },
    { day: "2025-08-31", to: 0 },
  ]);
  await customer("Brief Bolts", [
    { day: "2025-08-02", to: 4_900 },
    { day: "2025-08-28", to: 0 },
  ]);
  await customer("Later Levers", [{ day: "2025-09-05", to: 99_900 }]);
});

describe("the report of a month", () => {
  it("adds up from opening to closing, and knows nothing of later months", async () => {
    const { waterfall, months, previous, next } = await asAdmin("2025-10-15", (ctx) => monthReport(ctx, "2025-08"));
    expect(waterfall).toMatchObject({ month: "2025-08", opening: 119_900, closing: 95_000, running: false });
    const sum = waterfall.steps.reduce((total, { amount }) => total + amount, waterfall.opening);
    expect(sum).toBe(waterfall.closing);
    expect(months).toHaveLength(12);
    expect([previous, next]).toEqual(["2025-07", "2025-09"]);
  });

  it("names the largest customers at its end, and those that changed the most in it", async () => {
    const { customers } = await asAdmin("2025-10-15", (ctx) => monthReport(ctx, "2025-08"));
    expect(names(customers.largest)).toEqual([
      ["Steady Steel", 50_000],
      ["Growing Gears", 35_000],
      ["Shrinking Shafts", 10_000],
    ]);
    expect(names(customers.gained)).toEqual([["Growing Gears", 15_000]]);
    expect(names(customers.lost)).toEqual([
      ["Shrinking Shafts", -20_000],
      ["Leaving Lathes", -19_900],
    ]);
  });

  it("has cohorts up to its end, and churn with its reason", async () => {
    const { cohorts, average, churn } = await asAdmin("2025-10-15", (ctx) => monthReport(ctx, "2025-08"));
    expect(cohorts.map(({ month, cells }) => [month, cells.length])).toEqual([
      ["2025-06", 3],
      ["2025-07", 2],
      ["2025-08", 1],
    ]);
    // Brief Bolts left in its first month.
    expect(average[0]).toBeCloseTo(119_900 / 124_800);
    // June began with 99,900, of which 60,000 are left after two months.
    expect(average[2]).toBeCloseTo(60_000 / 99_900);
    expect(churn.byReason).toMatchObject([{ key: "too_expensive", customers: 2 }]);
  });

  it("is to date while the month runs", async () => {
    const { waterfall, next, customers } = await asAdmin("2025-08-15", (ctx) => monthReport(ctx, "2025-08"));
    expect(waterfall).toMatchObject({ running: true, closing: 139_800 });
    expect(next).toBeNull();
    expect(names(customers.lost)).toEqual([]);
  });

  it("keeps its figures when an organization was deleted since", async () => {
    const id = await customer("Forgotten Forge", [
      { day: "2024-03-05", to: 70_000 },
      { day: "2024-09-01", to: 0 },
    ]);
    await withPlatform({ actor }, ({ tx }) => tx.delete(organizations).where(eq(organizations.id, id)));
    const { waterfall, customers } = await asAdmin("2024-05-01", (ctx) => monthReport(ctx, "2024-03"));
    expect(waterfall.closing).toBe(70_000);
    expect(names(customers.largest)).toEqual([[null, 70_000]]);
  });
});

describe("the report by email", () => {
  const sentFor = (month: string) =>
    withPlatform({ actor }, async ({ tx }) => {
      const rows = await tx.select().from(emails).where(eq(emails.template, "month-report"));
      return rows.filter(({ dedupeKey, to }) => dedupeKey === storedDedupeKey(`month-report:${month}:${to}`));
    });

  it("goes to every platform admin once, also when the worker was down on the first", async () => {
    const { email } = await newUser({ platformAdmin: true });
    for (const day of ["2025-09-03", "2025-09-04"]) expect(await asAdmin(day, sendMonthReport)).toBe("sent");
    const sent = (await sentFor("2025-08")).filter(({ to }) => to === email);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.props).toMatchObject({
      month: "Aug 2025",
      mrr: "$950.00",
      change: "−$249.00",
      growth: expect.stringMatching(/^−2\d(\.\d)?%$/),
      facts: expect.arrayContaining([
        { label: "MRR at the start", value: "$1,199.00" },
        { label: "Growing Gears", value: "+$150.00" },
        { label: "Leaving Lathes", value: "−$199.00" },
      ]),
      url: expect.stringMatching(/\/admin\/reports\/2025-08$/),
    });
  });

  it("isn't sent later in the month, nor for a month without revenue", async () => {
    expect(await asAdmin("2025-09-08", sendMonthReport)).toBe("not_due");
    expect(await asAdmin("2023-02-01", sendMonthReport)).toBe("no_revenue");
    expect(await sentFor("2023-01")).toEqual([]);
  });
});

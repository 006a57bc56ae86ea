import "@/testing/billing/local-stripe";
import { asc, isNotNull } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import {
  alerts,
  discounts,
  drift,
  emails,
  invoices,
  movements,
  organizations,
  refunds,
  stripeEvents,
  subscriptionItems,
  subscriptions,
  trials,
  usageCounters,
  usageEvents,
} from "@/db/schema";
import { checkAudit } from "@/lib/audit";
import { syncCustomer } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import { now as clockNow } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { addDays, addMinutes } from "@/lib/durations";
import { assertMovements } from "@/lib/metrics";
import { product } from "@/lib/products";
import { reconcile } from "@/lib/reconciliation/reconcile";
import { words } from "@/products/unison/sample/words";
import { asSystem } from "@/testing/actors";
import { booksOf } from "./books";
import { monthsAfter, wholeSeconds } from "./calendar";
import { companyHistory } from "./company-history";
import type { CustomerHistory } from "./customer";
import { idsOf } from "./customer-rows";
import { marketOf } from "./market";
import { mirrorOfBooks } from "./mirror";
import { seedCompany } from "./seed-company";

const actor = asSystem("seed");
const until = wholeSeconds(clockNow());
const count = 60;
const months = 24;
const conversion = 0.85;

const histories = (seed: string): CustomerHistory[] => {
  const from = monthsAfter(until, -months);
  const market = marketOf(catalog, addDays(until, -months * 16));
  const company = { catalog, market, questions: product.questions, words, from, until, conversion };
  return [...companyHistory(company, { organizations: count, seed })];
};

/** Stripe's clock goes on during the test, so no customer may be billed in the next minutes. */
const isQuiet = (seed: string) =>
  histories(seed).every(({ steps }) => {
    const [now, soon] = [until, addMinutes(until, 5)].map((at) => JSON.stringify(booksOf(steps, at)));
    return now === soon;
  });
const seed = ["a", "b", "c", "d", "e"].find(isQuiet) ?? "a";

const wanted = {
  organizations: count,
  months,
  seed,
  until,
  conversion,
  password: null,
  inStripe: true,
  reserved: [],
};

const platform = <T>(work: Parameters<typeof withPlatform<T>>[1]) => withPlatform<T>({ actor }, work);

/** The mirror and the movements of everyone, without when they were written. */
const everything = () =>
  platform(async ({ tx }) => ({
    subscriptions: (await tx.select().from(subscriptions).orderBy(asc(subscriptions.organizationId))).map(
      ({ updatedAt, entitlementsVersion, ...row }) => row,
    ),
    items: await tx.select().from(subscriptionItems).orderBy(asc(subscriptionItems.stripeItemId)),
    discounts: await tx.select().from(discounts).orderBy(asc(discounts.stripeDiscountId)),
    invoices: await tx.select().from(invoices).orderBy(asc(invoices.stripeInvoiceId)),
    refunds: await tx.select().from(refunds).orderBy(asc(refunds.stripeRefundId)),
    movements: await tx.select().from(movements).orderBy(asc(movements.id)),
  }));

beforeAll(() => seedCompany(wanted), 120_000);

describe("a seeded company", () => {
  it("has as many customers as asked for, once, however often it is seeded", async () => {
    expect(await seedCompany(wanted)).toBe(0);
    expect(await platform(({ tx }) => tx.$count(organizations))).toBe(count);
    expect(await platform(({ tx }) => tx.$count(trials))).toBe(count);
  });

  it("is in the database what a sync makes of Stripe", async () => {
    const before = await everything();
    const customers = before.subscriptions.flatMap(({ stripeCustomerId }) => stripeCustomerId ?? []);
    expect(customers.length).toBeGreaterThan(30);
    const counts = () => platform(async ({ tx }) => [await tx.$count(emails), await tx.$count(alerts)]);
    const notified = await counts();
    for (const customerId of customers)
      await withPlatform({ actor, now: until }, (ctx) => syncCustomer(ctx, { customerId }));
    expect(await everything()).toEqual(before);
    expect(await counts()).toEqual(notified);
    expect(await platform(({ tx }) => tx.$count(alerts, isNotNull(alerts.resolvedAt)))).toBe(0);
  });

  it("has the events of the last days in its log, handled, and no more for a reconciliation to fetch", async () => {
    const logged = await platform(({ tx }) => tx.select().from(stripeEvents));
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.filter(({ handledAt, createdAt }) => !handledAt || createdAt < addDays(until, -7))).toEqual([]);
    await reconcile({});
    expect(await platform(({ tx }) => tx.$count(stripeEvents))).toBe(logged.length);
  });

  it("is found equal to Stripe by the reconciliation", async () => {
    await reconcile({});
    expect(await platform(({ tx }) => tx.select().from(drift))).toEqual([]);
  });

  it("has movements that add up to MRR, and intact audit chains", async () => {
    await platform(assertMovements);
    const { broken, unsealed, organizations } = await platform(checkAudit);
    expect({ broken, unsealed, organizations }).toEqual({
      broken: 0,
      unsealed: [],
      organizations: histories(seed).length,
    });
  });

  it("has used what its counters say", async () => {
    const [counters, events] = await platform(async ({ tx }) => [
      await tx.select().from(usageCounters),
      await tx.select().from(usageEvents),
    ]);
    const current = counters.filter(({ periodEnd }) => periodEnd > until);
    expect(current.length).toBeGreaterThan(0);
    for (const { organizationId, meter, periodStart, used } of current) {
      const own = events.filter(
        (event) =>
          event.organizationId === organizationId &&
          event.meter === meter &&
          event.periodStart.getTime() === periodStart.getTime(),
      );
      expect(own.reduce((sum, { amount }) => sum + amount, 0)).toBe(used);
    }
  });

  it("is the same without Stripe, but for Stripe's own ids", async () => {
    const written = await everything();
    for (const history of histories(seed)) {
      const { organizationId } = idsOf(history);
      const mirror = mirrorOfBooks(history, booksOf(history.steps, until), organizationId, until);
      const of = <Row extends { organizationId: string }>(rows: readonly Row[]) =>
        rows.filter((row) => row.organizationId === organizationId);
      const what = `${history.key} ${history.steps.map(({ kind }) => kind).join()}`;
      expect
        .soft(plain(of(written.subscriptions)[0] ?? {}), what)
        .toEqual(plain({ ...mirror.subscription, updatedAt: undefined }));
      expect.soft(byKind(of(written.items)), what).toEqual(byKind(mirror.items));
      expect.soft(of(written.discounts).map(plain), what).toEqual(mirror.discounts.map(plain));
      expect.soft(sorted(of(written.invoices)), what).toEqual(sorted(mirror.invoices));
      expect.soft(of(written.refunds).map(plain), what).toEqual(mirror.refunds.map(plain));
    }
  });
});

/** Without ids and addresses that only Stripe knows, and without what isn't Stripe's. */
function plain(row: object): Record<string, unknown> {
  const own = [
    "organizationId",
    "number",
    "hostedInvoiceUrl",
    "invoicePdfUrl",
    "cardExpires",
    "updatedAt",
    "entitlementsVersion",
  ];
  return Object.fromEntries(
    Object.entries(row).filter(
      ([key, value]) => value !== undefined && !own.includes(key) && !/^stripe.*Id$/.test(key),
    ),
  );
}

const sorted = (rows: readonly { createdAt: Date; total: number }[]) =>
  rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.total - b.total).map(plain);

const byKind = (rows: readonly { kind: string }[]) => rows.toSorted((a, b) => a.kind.localeCompare(b.kind)).map(plain);

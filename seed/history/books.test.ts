import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { catalog } from "@/products/unison/catalog";
import { booksOf } from "./books";
import type { SoldCoupon, SoldItem, Step } from "./customer";
import { coupons, marketOf } from "./market";

const market = marketOf(catalog, new Date(0));
const at = (day: string) => new Date(`${day}T10:00:00Z`);

function plan(key: string, interval: "month" | "year" = "month", currency = "usd"): SoldItem {
  const found = market.plans.find((each) => each.key === key);
  if (!found) throw new Error(`There is no plan ${key}`);
  return { price: market.priceOf(found, interval, currency, at("2026-01-01")), quantity: 1 };
}

type Buying = { coupon?: SoldCoupon; collection?: "charge_automatically" | "send_invoice" };
const buy = (day: string, item: SoldItem, { coupon, collection }: Buying = {}): Step => ({
  at: at(day),
  kind: "buy",
  items: [item],
  coupon: coupon ?? null,
  collection: collection ?? "charge_automatically",
});

const movementsOf = (steps: readonly Step[], until: string) =>
  booksOf(steps, at(until)).movements.map(({ kind, amount, occurredAt }) => [
    occurredAt.toISOString().slice(0, 10),
    kind,
    amount,
  ]);
const invoicesOf = (steps: readonly Step[], until: string) =>
  booksOf(steps, at(until)).invoices.map(({ createdAt, total, status }) => [
    createdAt.toISOString().slice(0, 10),
    total,
    status,
  ]);

describe("the books of a customer", () => {
  it("bill a month on the anchor's day, or on the last one of a shorter month", () => {
    expect(invoicesOf([buy("2026-01-31", plan("starter"))], "2026-04-15")).toEqual([
      ["2026-01-31", 4_900, "paid"],
      ["2026-02-28", 4_900, "paid"],
      ["2026-03-31", 4_900, "paid"],
    ]);
  });

  it("count a twelfth of a year", () => {
    const steps = [buy("2025-03-01", plan("starter", "year"))];
    expect(movementsOf(steps, "2026-04-01")).toEqual([["2025-03-01", "new", 4_410]]);
    expect(invoicesOf(steps, "2026-04-01")).toEqual([
      ["2025-03-01", 52_920, "paid"],
      ["2026-03-01", 52_920, "paid"],
    ]);
  });

  it("charge an upgrade for the rest of the period, less what was paid for it", () => {
    const steps: Step[] = [
      buy("2026-04-01", plan("starter")),
      { at: at("2026-04-16"), kind: "change", items: [plan("professional")], prorated: true },
    ];
    expect(invoicesOf(steps, "2026-05-02")).toEqual([
      ["2026-04-01", 4_900, "paid"],
      ["2026-04-16", 9_950 - 2_450, "paid"],
      ["2026-05-01", 19_900, "paid"],
    ]);
    expect(movementsOf(steps, "2026-05-02")).toEqual([
      ["2026-04-01", "new", 4_900],
      ["2026-04-16", "expansion", 15_000],
    ]);
  });

  it("count what a coupon leaves, and an expansion when it ends; once is only for the first invoice", () => {
    const launch = [buy("2026-01-10", plan("professional"), { coupon: coupons.launch })];
    expect(movementsOf(launch, "2026-06-01")).toEqual([
      ["2026-01-10", "new", 14_925],
      ["2026-04-10", "expansion", 4_975],
    ]);
    const welcome = [buy("2026-01-10", plan("professional"), { coupon: coupons.welcome })];
    expect(movementsOf(welcome, "2026-06-01")).toEqual([["2026-01-10", "new", 19_900]]);
    expect(invoicesOf(welcome, "2026-02-20").map(([, total]) => total)).toEqual([9_950, 19_900]);
  });

  it("lose a customer whose card fails until the last retry, two weeks later", () => {
    const steps: Step[] = [buy("2026-01-05", plan("starter")), { at: at("2026-03-01"), kind: "card", works: false }];
    expect(movementsOf(steps, "2026-03-18")).toEqual([["2026-01-05", "new", 4_900]]);
    expect(booksOf(steps, at("2026-03-18")).subscriptions).toMatchObject([{ status: "past_due" }]);
    expect(movementsOf(steps, "2026-04-01").at(-1)).toEqual(["2026-03-19", "churn", -4_900]);
    expect(booksOf(steps, at("2026-04-01")).movements.at(-1)).toMatchObject({ cause: "delinquent", reason: null });
  });

  it("keep a customer who replaces the card in time", () => {
    const steps: Step[] = [
      buy("2026-01-05", plan("starter")),
      { at: at("2026-03-01"), kind: "card", works: false },
      { at: at("2026-03-09"), kind: "card", works: true },
      { at: at("2026-03-09"), kind: "pay" },
    ];
    expect(movementsOf(steps, "2026-04-01")).toHaveLength(1);
    expect(booksOf(steps, at("2026-04-01")).invoices.at(-1)).toMatchObject({ status: "paid", attempts: 3 });
  });

  it("hold the revenue of a pause, and void its invoices", () => {
    const steps: Step[] = [
      buy("2026-01-05", plan("starter")),
      { at: at("2026-01-20"), kind: "pause", until: at("2026-03-10") },
    ];
    expect(movementsOf(steps, "2026-04-10")).toEqual([
      ["2026-01-05", "new", 4_900],
      ["2026-01-20", "paused", -4_900],
      ["2026-03-10", "resumed", 4_900],
    ]);
    expect(invoicesOf(steps, "2026-04-10").map(([, , status]) => status)).toEqual(["paid", "void", "void", "paid"]);
  });

  it("end a canceled subscription with its period, with the reason, and call a return a reactivation", () => {
    const steps: Step[] = [
      buy("2026-01-05", plan("professional")),
      { at: at("2026-02-20"), kind: "cancel", when: "period_end", reason: "unused", comment: null },
      buy("2026-06-01", plan("starter")),
    ];
    expect(movementsOf(steps, "2026-07-01")).toEqual([
      ["2026-01-05", "new", 19_900],
      ["2026-03-05", "churn", -19_900],
      ["2026-06-01", "reactivation", 4_900],
    ]);
    expect(booksOf(steps, at("2026-07-01")).movements[1]).toMatchObject({ cause: "voluntary", reason: "unused" });
  });

  it("leave an invoice that was sent open until it is paid, and late once it is due", () => {
    const steps: Step[] = [buy("2026-01-05", plan("enterprise"), { collection: "send_invoice" })];
    const statusOn = (day: string, ...more: Step[]) => booksOf([...steps, ...more], at(day)).subscriptions[0]?.status;
    expect(statusOn("2026-01-18")).toBe("active");
    expect(statusOn("2026-01-20")).toBe("past_due");
    expect(statusOn("2026-01-25", { at: addDays(at("2026-01-22"), 0), kind: "pay" })).toBe("active");
  });

  it("keep a customer in another currency in that one", () => {
    const [movement] = booksOf([buy("2026-01-05", plan("professional", "month", "eur"))], at("2026-02-01")).movements;
    expect(movement).toMatchObject({ currency: "eur", amount: 18_900 });
  });
});

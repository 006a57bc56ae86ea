import { isMainThread } from "node:worker_threads";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { billingMonth, calendarMonth, countingPeriod, type Period, usagePeriod } from "./period";

const at = (text: string) => new Date(text.length === 10 ? `${text}T00:00:00Z` : text);
const days = ({ start, end }: Period) => [start, end].map((bound) => bound.toISOString().slice(0, 10));

describe("a billing month", () => {
  it.each([
    ["2026-01-31", "2026-01-31", "2026-01-31", "2026-02-28"],
    ["2026-01-31", "2026-02-27", "2026-01-31", "2026-02-28"],
    ["2026-01-31", "2026-02-28", "2026-02-28", "2026-03-31"],
    ["2026-01-31", "2026-03-30", "2026-02-28", "2026-03-31"],
    ["2026-01-31", "2026-03-31", "2026-03-31", "2026-04-30"],
    ["2026-01-31", "2026-04-30", "2026-04-30", "2026-05-31"],
    ["2026-01-30", "2028-02-29", "2028-02-29", "2028-03-30"],
    ["2024-02-29", "2025-02-28", "2025-02-28", "2025-03-29"],
    ["2024-02-29", "2028-02-28", "2028-01-29", "2028-02-29"],
    ["2026-11-15", "2027-01-01", "2026-12-15", "2027-01-15"],
    ["2026-06-15", "2026-05-20", "2026-05-15", "2026-06-15"],
  ])("anchored on %s puts %s in %s to %s", (anchor, now, start, end) => {
    expect(days(billingMonth(at(anchor), at(now)))).toEqual([start, end]);
  });

  it("changes at the anchor's time of day, half-open", () => {
    const anchor = at("2026-01-31T17:30:05.250Z");
    const turn = at("2026-02-28T17:30:05.250Z");
    expect(billingMonth(anchor, new Date(turn.getTime() - 1)).end).toEqual(turn);
    expect(billingMonth(anchor, turn).start).toEqual(turn);
  });
});

describe("a calendar month", () => {
  it.each([
    ["2026-02-28T23:59:59.999Z", "2026-02-01", "2026-03-01"],
    ["2028-02-29", "2028-02-01", "2028-03-01"],
    ["2026-12-31", "2026-12-01", "2027-01-01"],
    ["2027-01-01", "2027-01-01", "2027-02-01"],
  ])("puts %s in %s to %s", (now, start, end) => {
    expect(days(calendarMonth(at(now)))).toEqual([start, end]);
  });
});

describe("any usage period", () => {
  const instant = fc.date({ min: at("2020-01-01"), max: at("2040-01-01"), noInvalidDate: true });
  const kind = fc.constantFrom("billing_month" as const, "calendar_month" as const);

  it("contains the moment it was computed for", () => {
    fc.assert(
      fc.property(kind, instant, instant, (how, anchor, now) => {
        const { start, end } = usagePeriod(how, anchor, now);
        return start <= now && now < end;
      }),
    );
  });

  it("has no gap and no overlap: the next starts where it ends, and the one before ends where it starts", () => {
    fc.assert(
      fc.property(kind, instant, instant, (how, anchor, now) => {
        const period = usagePeriod(how, anchor, now);
        const next = usagePeriod(how, anchor, period.end);
        const before = usagePeriod(how, anchor, new Date(period.start.getTime() - 1));
        expect(next.start).toEqual(period.end);
        expect(before.end).toEqual(period.start);
      }),
    );
  });

  it("is the same for every moment in it, and 28 to 31 days long", () => {
    fc.assert(
      fc.property(
        kind,
        instant,
        instant,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (how, anchor, now, part) => {
          const period = usagePeriod(how, anchor, now);
          const length = period.end.getTime() - period.start.getTime();
          expect(usagePeriod(how, anchor, new Date(period.start.getTime() + Math.floor(part * length)))).toEqual(
            period,
          );
          expect(length / 86_400_000).toBeGreaterThanOrEqual(28);
          expect(length / 86_400_000).toBeLessThanOrEqual(31);
        },
      ),
    );
  });
});

/** Mutation tests run in worker threads, where a change of TZ has no effect. */
describe.runIf(isMainThread)("on a host in another time zone", () => {
  const home = process.env.TZ;
  afterEach(() => {
    if (home === undefined) delete process.env.TZ;
    else process.env.TZ = home;
  });

  it.each([
    ["America/New_York", 300],
    ["Pacific/Kiritimati", -840],
    ["Australia/Lord_Howe", -660],
    ["Asia/Kathmandu", -345],
  ])("%s, the bounds are the same in UTC, also when clocks change", (zone, offset) => {
    const anchors = ["2026-01-31T02:30:00Z", "2024-02-29T23:59:59.999Z", "2026-03-08T07:00:00Z"].map(at);
    const moments = [
      "2026-03-08T07:00:00Z",
      "2026-10-25T01:00:00Z",
      "2028-02-29T00:00:00Z",
      "2026-04-05T15:00:00Z",
    ].map(at);
    const all = () =>
      anchors.flatMap((anchor) => moments.flatMap((now) => [billingMonth(anchor, now), calendarMonth(now)]));
    const utc = all();
    process.env.TZ = zone;
    expect(new Date(Date.UTC(2026, 0, 15)).getTimezoneOffset()).toBe(offset);
    expect(all()).toEqual(utc);
  });
});

describe("an event", () => {
  const anchor = at("2026-01-31");
  const now = at("2026-03-31T00:59:59.999Z");

  it("counts in its own period for an hour after its end, and then in the current one", () => {
    const last = at("2026-03-30T23:59:59.999Z");
    expect(days(countingPeriod("billing_month", anchor, last, now))).toEqual(["2026-02-28", "2026-03-31"]);
    expect(days(countingPeriod("billing_month", anchor, last, at("2026-03-31T01:00:00Z")))).toEqual([
      "2026-03-31",
      "2026-04-30",
    ]);
  });

  it("counts in the current period when it is of that, from its first moment on", () => {
    expect(days(countingPeriod("billing_month", anchor, at("2026-03-31"), now))).toEqual(["2026-03-31", "2026-04-30"]);
    expect(days(countingPeriod("billing_month", anchor, now, now))).toEqual(["2026-03-31", "2026-04-30"]);
  });

  it("from a clock that runs ahead counts in the next period, which is its own", () => {
    const beforeTurn = at("2026-03-30T23:59:59Z");
    const next = ["2026-03-31", "2026-04-30"];
    expect(days(countingPeriod("billing_month", anchor, at("2026-03-31"), beforeTurn))).toEqual(next);
    expect(days(countingPeriod("billing_month", anchor, at("2026-03-31T00:00:01Z"), beforeTurn))).toEqual(next);
  });

  it("of the anchor's own moment counts in the first period while that is open", () => {
    const inSecond = at("2026-02-28T00:30:00Z");
    expect(days(countingPeriod("billing_month", anchor, anchor, inSecond))).toEqual(["2026-01-31", "2026-02-28"]);
  });

  it("of an earlier calendar month counts in it while it is open, whatever the anchor", () => {
    const event = at("2026-03-30T12:00:00Z");
    const bounds = (when: string) => days(countingPeriod("calendar_month", anchor, event, at(when)));
    expect(bounds("2026-04-01T00:59:59.999Z")).toEqual(["2026-03-01", "2026-04-01"]);
    expect(bounds("2026-04-01T01:00:00Z")).toEqual(["2026-04-01", "2026-05-01"]);
  });

  it("from before the anchor counts in the current period, because periods had other bounds", () => {
    const bought = at("2026-03-31");
    const before = at("2026-03-30T23:59:59.999Z");
    expect(days(countingPeriod("billing_month", bought, before, now))).toEqual(["2026-03-31", "2026-04-30"]);
    expect(days(countingPeriod("calendar_month", bought, before, at("2026-04-01")))).toEqual([
      "2026-03-01",
      "2026-04-01",
    ]);
  });
});

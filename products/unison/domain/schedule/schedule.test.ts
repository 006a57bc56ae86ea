import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capacityOn, chooseLanes, type Hours, type PlannedOrder, planLane } from "./schedule";
import { inSequence } from "./sequence";

let numbers = 0;
const order = (given: Partial<PlannedOrder> = {}): PlannedOrder => {
  numbers += 1;
  return {
    id: `order ${numbers}`,
    number: numbers,
    laneId: "lane",
    status: "open",
    priority: "normal",
    dueOn: null,
    plannedMinutes: 240,
    blockedReason: null,
    ...given,
  };
};

/** Wednesday at noon, two hours before the end of the only shift. */
const hours: Hours = {
  shifts: [{ startsAt: "06:00", endsAt: "14:00" }],
  workdays: [1, 2, 3, 4, 5],
  today: "2026-03-04",
  minute: 12 * 60,
};

describe("a lane's plan", () => {
  it("fills what is left of today, then the next working days, and says what will be late", () => {
    const { slots, loads } = planLane(
      [
        order({ plannedMinutes: 120, dueOn: "2026-03-04" }),
        order({ plannedMinutes: 960, dueOn: "2026-03-05" }),
        order({ plannedMinutes: 60, dueOn: "2026-03-09" }),
      ],
      hours,
    );
    expect(slots.map(({ startsOn, finishesOn, isLate }) => [startsOn, finishesOn, isLate])).toEqual([
      ["2026-03-04", "2026-03-04", false],
      ["2026-03-05", "2026-03-06", true],
      // Friday is full, and Saturday and Sunday are off.
      ["2026-03-09", "2026-03-09", false],
    ]);
    expect(loads.map(({ used, capacity }) => [used, capacity])).toEqual([
      [120, 120],
      [480, 480],
      [480, 480],
      [0, 0],
      [0, 0],
      [60, 480],
    ]);
  });

  it("runs what has started, then high priority, then what is due first", () => {
    const late = order({ dueOn: "2026-03-10" });
    const soon = order({ dueOn: "2026-03-05" });
    const never = order();
    const urgent = order({ priority: "high", dueOn: "2026-04-01" });
    const running = order({ status: "in_progress", priority: "low" });
    expect(inSequence([never, late, soon, urgent, running])).toEqual([running, urgent, soon, late, never]);
  });

  it("keeps blocked work apart, and counts work without a planned time as two hours", () => {
    const blocked = order({ blockedReason: "No material" });
    const unplanned = order({ plannedMinutes: null });
    const plan = planLane([blocked, unplanned], hours);
    expect(plan.blocked).toEqual([blocked]);
    expect(plan.slots).toMatchObject([{ order: unplanned, finishesOn: "2026-03-04" }]);
  });

  it("has no dates if the plant never works", () => {
    const { slots } = planLane([order({ dueOn: "2026-03-10" }), order()], { ...hours, workdays: [] });
    expect(slots.map(({ finishesOn, isLate }) => [finishesOn, isLate])).toEqual([
      [null, true],
      [null, false],
    ]);
  });

  it("agrees with an hour-by-hour walk through the calendar", () => {
    const plan = fc.record({
      jobs: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
      workdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      from: fc.integer({ min: 0, max: 23 }),
      length: fc.integer({ min: 1, max: 12 }),
      now: fc.integer({ min: 0, max: 23 }),
    });
    fc.assert(
      fc.property(plan, ({ jobs, workdays, from, length, now }) => {
        const ends = Math.min(24, from + length);
        fc.pre(ends < 24);
        const time = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
        const shifts = [{ startsAt: time(from), endsAt: time(ends) }];
        const { slots } = planLane(
          jobs.map((work) => order({ plannedMinutes: work * 60 })),
          { shifts, workdays, today: "2026-03-04", minute: now * 60 },
        );
        const finished: string[] = [];
        let done = 0;
        const at = new Date(Date.UTC(2026, 2, 4, now));
        while (finished.length < jobs.length) {
          const isWorking = at.getUTCHours() >= from && at.getUTCHours() < ends;
          if (isWorking && workdays.includes(((at.getUTCDay() + 6) % 7) + 1)) {
            done += 1;
            if (done === jobs[finished.length]) {
              finished.push(at.toISOString().slice(0, 10));
              done = 0;
            }
          }
          at.setUTCHours(at.getUTCHours() + 1);
        }
        expect(slots.map(({ finishesOn }) => finishesOn)).toEqual(finished);
      }),
      { numRuns: 40 },
    );
  });
});

it("has no capacity on days off", () => {
  expect(capacityOn("2026-03-07", hours)).toBe(0);
  expect(capacityOn("2026-03-06", hours)).toBe(480);
});

describe("choosing lanes", () => {
  it("gives what is due first to the lane with the least work", () => {
    const busy = order({ laneId: "A", plannedMinutes: 300 });
    const first = order({ laneId: null, dueOn: "2026-03-05", plannedMinutes: 200 });
    const second = order({ laneId: null, dueOn: "2026-03-06", plannedMinutes: 200 });
    const third = order({ laneId: null, dueOn: "2026-03-07", plannedMinutes: 200 });
    const chosen = chooseLanes(["A", "B"], [third, second, busy, first]);
    expect([first, second, third].map(({ id }) => chosen.get(id))).toEqual(["B", "B", "A"]);
    expect(chooseLanes([], [first])).toEqual(new Map());
  });
});

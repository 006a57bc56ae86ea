import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { dueStage, isAlerted } from "./due-stage";

const dueAt = new Date("2026-12-01T15:00:00Z");
const invoice = { dueAt, finalizedAt: addDays(dueAt, -30), readOnlyAt: addDays(dueAt, 30) };
const at = (days: number, given = {}) => dueStage({ ...invoice, ...given }, addDays(dueAt, days))?.key ?? null;

describe("the notices about an invoice", () => {
  it.each<[number, string | null]>([
    [-4, null],
    [-3, "soon"],
    [-0.1, "soon"],
    [0, null],
    [0.9, null],
    [1, "1"],
    [6.9, "1"],
    [7, "7"],
    [26.9, "7"],
    [27, "last"],
    [29.9, "last"],
    [30, "read_only"],
    [36.9, "read_only"],
    [37, null],
  ])("%s days after its due date: %s", (days, key) => {
    expect(at(days)).toBe(key);
  });

  it("don't announce a due date that the invoice itself just named", () => {
    expect(at(-1, { finalizedAt: addDays(dueAt, -2) })).toBeNull();
  });

  it("never promise an end of access that doesn't come", () => {
    expect([1, 7, 29, 30, 400].map((days) => at(days, { readOnlyAt: null }))).toEqual(["1", "7", "7", "7", "7"]);
  });

  it("follow a catalog that waits for less than a week", () => {
    const readOnlyAt = addDays(dueAt, 5);
    expect([1, 2, 4.9, 5].map((days) => at(days, { readOnlyAt }))).toEqual(["1", "last", "last", "read_only"]);
  });
});

describe("the alert about an invoice", () => {
  it("waits for a bank transfer, unless access ends before", () => {
    const alerted = (days: number, readOnlyAt: Date | null) => isAlerted({ dueAt, readOnlyAt }, addDays(dueAt, days));
    expect([0, 2.9, 3].map((days) => alerted(days, null))).toEqual([false, false, true]);
    expect(alerted(0, dueAt)).toBe(true);
  });
});

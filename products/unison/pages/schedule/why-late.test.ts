import { expect, it } from "vitest";
import { whyLate } from "./why-late";

const today = "2026-12-01";
const waiting = { finishesOn: "2026-12-04", today, isNext: false };

it.each([
  ["has passed its due date", "2026-11-29", "open", waiting, "It was due Nov 29."],
  ["waits too long", "2026-12-03", "open", waiting, "The work ahead of it takes too long."],
  ["is next, with nothing ahead of it", "2026-12-03", "open", { ...waiting, isNext: true }, "It takes until Dec 4."],
  ["is in progress", "2026-12-03", "in_progress", waiting, "It takes until Dec 4."],
  [
    "is in a lane that never works",
    "2026-12-03",
    "open",
    { ...waiting, finishesOn: null },
    "The lane has no working hours.",
  ],
] as const)("an order that %s says why it will be late", (_, dueOn, status, late, why) =>
  expect(whyLate({ dueOn, status }, late)).toBe(why),
);

import fc from "fast-check";
import { expect, it } from "vitest";
import type { CountedEvent } from "./event-answer";
import { answerWriter } from "./track-response";

const limit = fc.constantFrom<"unlimited" | number>("unlimited", 0, 200);
const instant = fc.constantFrom("2026-03-10T12:00:00.000Z", "2026-04-10T12:00:00.000Z");
const answer = fc.record({
  status: fc.constantFrom("accepted" as const, "duplicate" as const),
  duplicate: fc.boolean(),
  id: fc.uuid(),
  organization: fc.constantFrom("0199", 'an "organization"', "ö\\"),
  meter: fc.constantFrom("runs", 'a "meter"'),
  amount: fc.integer({ min: 1, max: 1_000_000_000 }),
  used: fc.nat(),
  limit,
  hardLimit: limit,
  state: fc.constantFrom("ok" as const, "grace" as const, "stopped" as const),
  graceEndsAt: fc.option(instant),
  resetsAt: instant,
});

it("writes answers as JSON.stringify would, whatever came before", () => {
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 20 }), (answers: CountedEvent[]) => {
      const write = answerWriter();
      for (const [index, one] of answers.entries()) expect(write(index, one)).toBe(JSON.stringify({ index, ...one }));
    }),
  );
});

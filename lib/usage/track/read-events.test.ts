import fc from "fast-check";
import { expect, it } from "vitest";
import { usageEventSchema } from "./event";
import { readPlainEvent } from "./read-events";

const edge = fc.constantFrom<unknown>(null, 0, 1, 1.5, -1, 1_000_000_000, 1_000_000_001, true, "", " ", [], {});
const text = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 300 }) },
  fc.string({ unit: "binary", maxLength: 5 }),
  fc.constantFrom("a\nb", "a\n", "\u0000", "\u007f", "ä", "\ud800", "x".repeat(255), "x".repeat(256)),
  edge,
);
const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 1, nil: undefined });
const rarely = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
// JSON omits undefined values.
const body = fc.record({
  organization: text,
  meter: text,
  amount: sometimes(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.double(), edge)),
  idempotencyKey: sometimes(text),
  timestamp: rarely(fc.constantFrom("2026-03-10T12:00:00Z", "yesterday")),
  properties: rarely(fc.constantFrom({}, { plant: "north" })),
  constructor: rarely(edge),
});

it("reads a plain event exactly as the schema would", () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: body }, fc.anything()), (value) => {
      const sent: unknown = JSON.parse(JSON.stringify(value) ?? "null");
      const read = readPlainEvent(sent);
      if (!read) return;
      plain += 1;
      expect(usageEventSchema.parse(sent)).toStrictEqual(read);
    }),
    { numRuns: 2_000 },
  );
  expect(plain).toBeGreaterThan(200);
});

it("reads an event with only the usual fields", () => {
  expect(readPlainEvent({ organization: "acme", meter: "runs" })).toEqual({
    organization: "acme",
    meter: "runs",
    amount: 1,
  });
  expect(readPlainEvent({ organization: "acme", meter: "runs", amount: 3, idempotencyKey: "a-1" })).toBeDefined();
});

it.each([{ timestamp: "2026-03-10T12:00:00Z" }, { properties: {} }, { more: 1 }, JSON.parse('{"__proto__": 1}')])(
  "leaves an event with %o to the schema",
  (more) => {
    expect(readPlainEvent({ organization: "acme", meter: "runs", ...more })).toBeUndefined();
  },
);

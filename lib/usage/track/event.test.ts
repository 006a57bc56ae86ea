import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "@/lib/audit/chain/chain";
import { isSameEvent, type UsageEvent } from "./event";

const said = fc.record({
  meter: fc.constantFrom("runs", "exports"),
  amount: fc.constantFrom(1, 2),
  timestamp: fc.constantFrom(undefined, "2026-03-10T12:00:00+02:00", "2026-03-10T10:00:00Z", "2026-03-10T12:00:00Z"),
  properties: fc.constantFrom<UsageEvent["properties"]>(
    undefined,
    {},
    { apple: 1, zebra: true },
    { zebra: true, apple: 1 },
    { apple: "1" },
  ),
});

/** The content of an event as one text: sorted names, times as instants, no properties as none. */
const meaning = ({ meter, amount, timestamp, properties }: Partial<UsageEvent>) =>
  canonicalJson({ meter, amount, timestamp: timestamp ? new Date(timestamp) : null, properties: properties ?? {} });

it("treats events with the same content as the same, however they are written", () => {
  fc.assert(
    fc.property(said, said, (one, other) => {
      expect(isSameEvent(one, other)).toBe(meaning(one) === meaning(other));
    }),
    { numRuns: 1_000 },
  );
});

it("treats the same instant in another time zone as the same event, and no time as another", () => {
  const event = { meter: "runs", amount: 1 };
  const here = { ...event, timestamp: "2026-03-10T12:00:00+02:00" };
  expect(isSameEvent(here, { ...event, timestamp: "2026-03-10T10:00:00Z" })).toBe(true);
  expect(isSameEvent(here, event)).toBe(false);
});

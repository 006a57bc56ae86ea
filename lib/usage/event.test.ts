import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { canonicalJson } from "@/lib/audit/chain";
import { fingerprint } from "./event";

it.each([
  [{ meter: "work_orders", amount: 1 }],
  [{ meter: 'a "quoted" meter', amount: 2, timestamp: "2026-03-10T12:00:00+02:00" }],
  [{ meter: "runs", amount: 3, properties: { zebra: true, apple: "ä", middle: 1.5 } }],
])("the fingerprint of %o is that of its canonical JSON, in which keys are kept for 35 days and more", (event) => {
  const { meter, amount, ...rest } = event as {
    meter: string;
    amount: number;
    timestamp?: string;
    properties?: object;
  };
  const timestamp = rest.timestamp === undefined ? null : new Date(rest.timestamp);
  const text = canonicalJson({ meter, amount, timestamp, properties: rest.properties ?? {} });
  expect(fingerprint(event)).toBe(createHash("sha256").update(text).digest("base64url"));
});

it("the same time, written in another zone, is the same event", () => {
  const said = { meter: "runs", amount: 1 };
  const here = fingerprint({ ...said, timestamp: "2026-03-10T12:00:00+02:00" });
  expect(here).toBe(fingerprint({ ...said, timestamp: "2026-03-10T10:00:00Z" }));
  expect(here).not.toBe(fingerprint(said));
});

import { describe, expect, it } from "vitest";
import { parseLsn, replicaState, settledAfterMs, shows } from "./lag";

const samples = [
  { at: 10_000, lsn: 100n },
  { at: 11_000, lsn: 200n },
  { at: 12_000, lsn: 300n },
];
const at = (now: number, maxLagSeconds = 30) => ({ now, maxLagSeconds });
const standby = (replayed: bigint | null) => ({ isStandby: true, replayed });

describe("a position in the write-ahead log", () => {
  it("is compared as a number, not as text", () => {
    expect(parseLsn("0/0")).toBe(0n);
    expect(parseLsn("0/3000060")).toBe(0x3000060n);
    expect(parseLsn("16/B374D848") > parseLsn("9/FFFFFFFF")).toBe(true);
    expect(() => parseLsn("")).toThrow("no position");
  });
});

describe("a replica's state", () => {
  it.each([
    ["has the newest position", standby(300n), at(12_000), { status: "ready", lagSeconds: 0 }],
    ["is past the newest position", standby(999n), at(12_250), { status: "ready", lagSeconds: 0.25 }],
    ["has an older position", standby(299n), at(12_500), { status: "ready", lagSeconds: 1.5 }],
    ["lags by as much as is allowed", standby(100n), at(15_000, 5), { status: "ready", lagSeconds: 5 }],
    ["lags by more than is allowed", standby(100n), at(15_001, 5), { status: "behind", lagSeconds: 5.001 }],
    ["has none of the known positions", standby(99n), at(12_000), { status: "behind", asOf: null, lagSeconds: null }],
    ["hasn't applied anything", standby(null), at(12_000), { status: "behind", asOf: null, lagSeconds: null }],
    ["takes writes", { isStandby: false, replayed: 300n }, at(12_000), { status: "promoted" }],
  ] as const)("that %s", (_title, reading, options, expected) => {
    expect(replicaState(reading, samples, options)).toMatchObject(expected);
  });
});

describe("a person who changed something", () => {
  const ready = { status: "ready", asOf: new Date(100_000), lagSeconds: 0 } as const;
  it.each([
    [null, true],
    [new Date(100_000 - settledAfterMs), true],
    [new Date(100_001 - settledAfterMs), false],
    [new Date(100_000), false],
  ])("at %s reads from the replica: %s", (changedAt, expected) => {
    expect(shows(ready, changedAt)).toBe(expected);
    expect(shows({ status: "behind", asOf: ready.asOf, lagSeconds: 99 }, changedAt)).toBe(false);
  });
});

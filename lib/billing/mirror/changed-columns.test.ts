import { expect, it } from "vitest";
import { changedColumns } from "./changed-columns";

type Row = { status: string; endedAt: Date | null; updatedAt: Date; items: { key: string; n: number }[] };

const row: Row = { status: "active", endedAt: null, updatedAt: new Date(5), items: [{ key: "seat", n: 1 }] };

it("returns the columns that differ, and none that only look different", () => {
  const same: Row = { ...row, updatedAt: new Date(5), items: [{ key: "seat", n: 1 }] };
  expect(changedColumns<Row>(row, same)).toEqual({});
  expect(changedColumns<Row>(row, { ...same, status: "canceled", endedAt: new Date(7) })).toEqual({
    status: "canceled",
    endedAt: new Date(7),
  });
  expect(changedColumns<Row>(row, { ...same, updatedAt: new Date(6) })).toEqual({ updatedAt: new Date(6) });
  expect(changedColumns<Row>(row, { ...same, items: [{ key: "seat", n: 2 }] })).toEqual({
    items: [{ key: "seat", n: 2 }],
  });
});

it("treats JSON as equal whatever key order PostgreSQL stored", () => {
  const item = { kind: "plan", itemKey: "starter", lookupKey: "starter_month", quantity: 1 };
  const stored = { kind: "plan", itemKey: "starter", quantity: 1, lookupKey: "starter_month" };
  expect(changedColumns<{ items: unknown[] }>({ items: [stored] }, { items: [item] })).toEqual({});
});

it("returns every column of a new row", () => {
  expect(changedColumns(undefined, row)).toEqual(row);
});

import { expect, it } from "vitest";
import { changedColumns } from "./changed-columns";

type Row = { status: string; endedAt: Date | null; syncedAt: Date; items: { key: string; n: number }[] };

const row: Row = { status: "active", endedAt: null, syncedAt: new Date(5), items: [{ key: "seat", n: 1 }] };

it("names what differs, and nothing that only looks different", () => {
  const same: Row = { ...row, syncedAt: new Date(5), items: [{ key: "seat", n: 1 }] };
  expect(changedColumns<Row>(row, same)).toEqual({});
  expect(changedColumns<Row>(row, { ...same, status: "canceled", endedAt: new Date(7) })).toEqual({
    status: "canceled",
    endedAt: new Date(7),
  });
  expect(changedColumns<Row>(row, { ...same, syncedAt: new Date(6) })).toEqual({ syncedAt: new Date(6) });
  expect(changedColumns<Row>(row, { ...same, items: [{ key: "seat", n: 2 }] })).toEqual({
    items: [{ key: "seat", n: 2 }],
  });
});

it("is everything where nothing was", () => {
  expect(changedColumns(undefined, row)).toEqual(row);
});

import { isDeepStrictEqual } from "node:util";

/** The columns of `after` in which it differs from `before`. Instants and JSON are compared by value, whatever the order of keys. */
export function changedColumns<Row extends object>(before: Partial<Row> | undefined, after: Row): Partial<Row> {
  if (before === undefined) return after;
  const changed: Partial<Row> = {};
  for (const column of columnsOf(after)) {
    if (!isDeepStrictEqual(before[column], after[column])) changed[column] = after[column];
  }
  return changed;
}

export const hasChanges = <Row extends object>(before: Partial<Row> | undefined, after: Row): boolean =>
  Object.keys(changedColumns(before, after)).length > 0;

/** `Object.keys` returns plain strings, which aren't typed as the row's columns. */
const columnsOf = <Row extends object>(row: Row) => Object.keys(row) as (keyof Row)[];

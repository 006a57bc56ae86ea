/**
 * The columns of `after` in which it differs from `before`: what need not be written costs nothing. Instants and JSON are
 * compared by what they say.
 */
export function changedColumns<Row extends object>(before: Partial<Row> | undefined, after: Row): Partial<Row> {
  if (before === undefined) return after;
  const changed: Partial<Row> = {};
  for (const column of columnsOf(after)) if (!isSame(before[column], after[column])) changed[column] = after[column];
  return changed;
}

/** `Object.keys` forgets which keys they are. */
const columnsOf = <Row extends object>(row: Row) => Object.keys(row) as (keyof Row)[];

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Values as the text of a PostgreSQL array. The driver would ask the server for the types of the parameters first, and
 * serialize each value by them; cast in the statement, one text a column is enough.
 */
export function pgArray(values: readonly Value[]): string {
  return `{${values.map(item).join(",")}}`;
}

/** The same for numbers, and for texts that hold nothing to be quoted: ids, times and our own words. None of them is null. */
export const pgPlain = (values: readonly (string | number)[]): string => `{${values.join(",")}}`;

type Value = string | number | boolean | null;

const needsEscape = /["\\]/;

function item(value: Value): string {
  if (value === null) return "NULL";
  if (typeof value !== "string") return String(value);
  return `"${needsEscape.test(value) ? value.replace(/["\\]/g, "\\$&") : value}"`;
}

/**
 * Values as the text of a PostgreSQL array. The driver would ask the server for the types of the parameters first, and
 * serialize each value by them; cast in the statement, one text a column is enough.
 */
export function pgArray(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map(item).join(",")}}`;
}

const needsEscape = /["\\]/;

function item(value: string | number | boolean | null): string {
  if (value === null) return "NULL";
  if (typeof value !== "string") return String(value);
  return `"${needsEscape.test(value) ? value.replace(/["\\]/g, "\\$&") : value}"`;
}

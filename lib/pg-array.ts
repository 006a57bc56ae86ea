/**
 * Values as the text of a PostgreSQL array, to be cast in the statement. For array parameters the driver would first ask
 * the server for their types and then serialize every value by itself.
 */
export function pgArray(values: readonly Value[]): string {
  return `{${values.map(item).join(",")}}`;
}

/** The same for numbers and text that needs no quotes, such as ids and times. No nulls. */
export const pgPlain = (values: readonly (string | number)[]): string => `{${values.join(",")}}`;

type Value = string | number | boolean | null;

const needsEscape = /["\\]/;

function item(value: Value): string {
  if (value === null) return "NULL";
  if (typeof value !== "string") return String(value);
  return `"${needsEscape.test(value) ? value.replace(/["\\]/g, "\\$&") : value}"`;
}

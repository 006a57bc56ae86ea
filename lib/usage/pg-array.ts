/**
 * Values as the text of a PostgreSQL array. The driver would ask the server for the types of the parameters first, and
 * serialize each value by them; cast in the statement, one text a column is enough.
 */
export function pgArray(values: readonly (string | number | boolean | null)[]): string {
  let text = "{";
  for (const [index, value] of values.entries()) text += index === 0 ? item(value) : `,${item(value)}`;
  return `${text}}`;
}

function item(value: string | number | boolean | null): string {
  if (value === null) return "NULL";
  return typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : String(value);
}

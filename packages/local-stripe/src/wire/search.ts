import { invalidRequest } from "./errors";
import type { Field } from "./search-fields";
import type { Json, JsonObject } from "./types";

interface Clause {
  negated: boolean;
  field: string;
  key: string | null;
  operator: ":" | "~" | ">" | "<" | ">=" | "<=";
  value: string | null;
}

const clausePattern =
  /^(-)?([a-z0-9_.]+)(?:\[(?:"([^"]*)"|'([^']*)')\])?(:|~|>=|<=|>|<)(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?|null))/i;

/**
 * Parses Stripe's search query language: up to ten clauses joined by AND or by OR, not both.
 *
 * @param fields the searchable fields
 * @returns a predicate for objects
 * @throws StripeFault for unknown fields and unsupported operators
 */
export function searchPredicate(
  query: string,
  resource: string,
  fields: Record<string, Field>,
): (row: JsonObject) => boolean {
  const { clauses, conjunction } = parse(query);
  if (clauses.length === 0) throw invalidRequest("The search query is empty.", "query");
  if (clauses.length > 10) throw invalidRequest("A search query can have at most 10 clauses.", "query");
  const refused = clauses
    .map((clause) => unsupportedReason(clause, resource, fields))
    .find((reason) => reason !== null);
  if (refused) throw invalidRequest(refused, "query");
  return (row) =>
    conjunction === "OR"
      ? clauses.some((clause) => matchesClause(clause, row, fields))
      : clauses.every((clause) => matchesClause(clause, row, fields));
}

function parse(query: string): { clauses: Clause[]; conjunction: "AND" | "OR" } {
  let rest = query.trim();
  let conjunction: "AND" | "OR" | null = null;
  const clauses: Clause[] = [];
  while (rest !== "") {
    const match = clausePattern.exec(rest);
    if (!match) throw invalidRequest(`We were unable to parse your search query near: ${rest}`, "query");
    clauses.push({
      negated: match[1] === "-",
      field: match[2] ?? "",
      key: match[3] ?? match[4] ?? null,
      operator: match[5] as Clause["operator"],
      value: unescaped(match[6] ?? match[7] ?? (match[8] === "null" ? null : (match[8] ?? null))),
    });
    rest = rest.slice(match[0].length).trim();
    const word = /^(AND|OR)\s+/i.exec(rest);
    if (!word) {
      if (rest === "") break;
      throw invalidRequest(`We were unable to parse your search query near: ${rest}`, "query");
    }
    const found = word[1]?.toUpperCase() === "OR" ? "OR" : "AND";
    if (conjunction !== null && conjunction !== found)
      throw invalidRequest("You can't combine AND and OR in one query.", "query");
    conjunction = found;
    rest = rest.slice(word[0].length);
  }
  return { clauses, conjunction: conjunction ?? "AND" };
}

function unescaped(text: string | null): string | null {
  return text === null ? null : text.replace(/\\(.)/g, "$1");
}

/** @returns why Stripe would refuse the clause, or null */
function unsupportedReason(
  { field, key, operator, value }: Clause,
  resource: string,
  fields: Record<string, Field>,
): string | null {
  const known = fields[field];
  if (!known) return `Field \`${field}\` is an unsupported search field for resource \`${resource}\`.`;
  if ((field === "metadata") !== (key !== null))
    return `Metadata must be searched by key, as in metadata["key"]:"value".`;
  if (operator === "~" && known.kind !== "string") return `Field \`${field}\` doesn't support the substring operator.`;
  if (operator === "~" && (value ?? "").length < 3) return "The substring operator requires at least three characters.";
  if (/[<>]/.test(operator) && known.kind !== "numeric") return `Field \`${field}\` doesn't support comparisons.`;
  if (known.kind === "numeric" && value !== null && !/^-?\d+(\.\d+)?$/.test(value))
    return `Field \`${field}\` must be compared with a number.`;
  return null;
}

function matchesClause(clause: Clause, row: JsonObject, fields: Record<string, Field>): boolean {
  const path = fields[clause.field]?.path ?? clause.field.split(".");
  const value = valueAt(row, clause.key === null ? path : [...path, clause.key]);
  return compare(value, clause) !== clause.negated;
}

function valueAt(row: JsonObject, path: readonly string[]): Json {
  let value: Json = row;
  for (const step of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    value = value[step];
  }
  return value;
}

function compare(value: Json, clause: Clause): boolean {
  if (clause.value === null) return !(value !== undefined && value !== null);
  if (value === undefined || value === null) return false;
  const text = String(value).toLowerCase();
  const expected = clause.value.toLowerCase();
  switch (clause.operator) {
    case ":":
      return text === expected;
    case "~":
      return text.includes(expected);
    case ">":
      return Number(text) > Number(expected);
    case ">=":
      return Number(text) >= Number(expected);
    case "<":
      return Number(text) < Number(expected);
    case "<=":
      return Number(text) <= Number(expected);
    default:
      return clause.operator satisfies never;
  }
}

import { invalid } from "./errors";
import type { Json, JsonObject } from "./types";

interface Clause {
  negated: boolean;
  field: string;
  key: string | null;
  operator: ":" | "~" | ">" | "<" | ">=" | "<=";
  value: string | null;
}

const clausePattern =
  /^(-)?([a-z_.]+)(?:\[(?:"([^"]*)"|'([^']*)')\])?(:|~|>=|<=|>|<)(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?|null))/i;

/**
 * Stripe's search query language: clauses joined by AND or by OR, never both.
 *
 * @returns whether an object matches
 */
export function searchPredicate(query: string): (row: JsonObject) => boolean {
  const { clauses, joint } = parse(query);
  return (row) =>
    joint === "OR" ? clauses.some((clause) => holds(clause, row)) : clauses.every((clause) => holds(clause, row));
}

function parse(query: string): { clauses: Clause[]; joint: "AND" | "OR" } {
  let rest = query.trim();
  let joint: "AND" | "OR" | null = null;
  const clauses: Clause[] = [];
  while (rest !== "") {
    const match = clausePattern.exec(rest);
    if (!match) throw invalid(`We were unable to parse your search query near: ${rest}`, "query");
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
      throw invalid(`We were unable to parse your search query near: ${rest}`, "query");
    }
    const found = word[1]?.toUpperCase() === "OR" ? "OR" : "AND";
    if (joint !== null && joint !== found) throw invalid("You can't combine AND and OR in one query.", "query");
    joint = found;
    rest = rest.slice(word[0].length);
  }
  return { clauses, joint: joint ?? "AND" };
}

function unescaped(text: string | null): string | null {
  return text === null ? null : text.replace(/\\(.)/g, "$1");
}

function holds(clause: Clause, row: JsonObject): boolean {
  const value = read(row, clause.key === null ? clause.field.split(".") : [...clause.field.split("."), clause.key]);
  return compare(value, clause) !== clause.negated;
}

function read(row: JsonObject, path: string[]): Json {
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
  const wanted = clause.value.toLowerCase();
  switch (clause.operator) {
    case ":":
      return text === wanted;
    case "~":
      return text.includes(wanted);
    case ">":
      return Number(text) > Number(wanted);
    case ">=":
      return Number(text) >= Number(wanted);
    case "<":
      return Number(text) < Number(wanted);
    case "<=":
      return Number(text) <= Number(wanted);
    default:
      return clause.operator satisfies never;
  }
}

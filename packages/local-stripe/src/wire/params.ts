import { invalidRequest, refuseUnsupported, type StripeFault } from "./errors";
import { declaredShape } from "./sdk-declarations";
import type { Member, Shape } from "./shapes";
import type { Json, JsonObject, Wire } from "./types";

/** Parameters as the SDK declares them, in wire form, without the common ones. */
export interface Params<T> {
  /** @param unversioned whether the caller may use parameters that newer versions removed */
  parse(raw: JsonObject, unversioned: boolean): Wire<T>;
}

/**
 * @param file where the SDK declares them, such as `Subscriptions`
 * @param name the interface, such as `SubscriptionCreateParams`; must be the declaration of `T`
 * @param legacy parameters that only callers without a version may use; optional in `T`
 */
export function params<T>(file: string, name: string, legacy: Record<string, Shape> = {}): Params<T> {
  return {
    // The shape is read from T's own declaration, so what passes it is a Wire<T>. TypeScript can't see that.
    parse: (raw, unversioned) => {
      const declared = declaredShape(file, name);
      const input = coerceObjectOf(unversioned ? withLegacy(declared, legacy) : declared, raw);
      refuseUnsupported(input, ["customer_account"]);
      return input as Wire<T>;
    },
  };
}

/** The parameters of a request are always an object. */
function coerceObjectOf(shape: Shape, raw: JsonObject): JsonObject {
  return shape.kind === "object" ? coerceObject(shape.members, raw, "") : raw;
}

function withLegacy(shape: Shape, legacy: Record<string, Shape>): Shape {
  if (shape.kind !== "object") return shape;
  const more = Object.entries(legacy).map(([key, known]): [string, Member] => [key, { optional: true, shape: known }]);
  return { kind: "object", members: new Map([...shape.members, ...more]) };
}

/** For endpoints that only take `expand`. */
export const onlyExpand: Params<{ expand?: string[] }> = {
  parse: (raw) => coerce(expandOnly, raw, "") as { expand?: string[] },
};

const expandOnly: Shape = {
  kind: "object",
  members: new Map([["expand", { optional: true, shape: { kind: "array", of: { kind: "string" } } }]]),
};

function coerce(shape: Shape, value: Json, path: string): Json {
  switch (shape.kind) {
    case "string":
      if (typeof value === "string") return value;
      throw invalidRequest(`Invalid string: ${JSON.stringify(value)}`, path);
    case "number":
      return coerceNumber(value, path);
    case "decimal":
      if (typeof value === "string" && /^-?\d+(\.\d{1,12})?$/.test(value)) return value;
      throw invalidRequest(`Invalid decimal: ${String(value)}`, path, "parameter_invalid_decimal");
    case "boolean":
      if (value === "true") return true;
      if (value === "false") return false;
      throw invalidRequest(`Invalid boolean: ${String(value)}`, path);
    case "literal":
      return coerceUnion([shape], value, path);
    case "union":
      return coerceUnion(shape.of, value, path);
    case "array":
      return toArray(value, path).map((entry, index) => coerce(shape.of, entry, `${path}[${index}]`));
    case "record":
      return mapHash(value, path, (entry, key) => coerce(shape.of, entry, paramPath(path, key)));
    case "object":
      return coerceObject(shape.members, value, path);
    case "null":
    case "unknown":
      return value;
    default:
      return shape satisfies never;
  }
}

function coerceNumber(value: Json, path: string): number {
  if (typeof value === "string" && /^-?\d+$/.test(value)) return Number(value);
  // percent_off and similar are declared as numbers too, but may have fractions.
  if (typeof value === "string" && /percent/.test(path) && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  throw invalidRequest(`Invalid integer: ${String(value)}`, path, "parameter_invalid_integer");
}

function coerceUnion(options: Shape[], value: Json, path: string): Json {
  const literals = options.flatMap((option) => (option.kind === "literal" ? [option.value] : []));
  const match = literals.find((literal) => String(literal) === value);
  if (match !== undefined) return match;
  const others = options.filter((option) => option.kind !== "literal" && option.kind !== "null");
  const matching = others.find((option) => matchesStructure(option, value)) ?? others[0];
  if (matching) return coerce(matching, value, path);
  if (value === "" && path !== "") throw emptyString(path);
  const last = literals.at(-1);
  const choice = literals.length > 1 ? `${literals.slice(0, -1).join(", ")}, or ${last}` : String(last);
  throw invalidRequest(`Invalid ${path}: must be one of ${choice}`, path);
}

/** Picks the union option by structure: objects, lists or scalars. */
function matchesStructure(option: Shape, value: Json): boolean {
  const hash = typeof value === "object" && value !== null;
  const structured = option.kind === "object" || option.kind === "record" || option.kind === "array";
  if (hash !== structured) return false;
  return option.kind !== "number" || /^-?\d+$/.test(String(value));
}

function coerceObject(members: Map<string, Member>, value: Json, path: string): JsonObject {
  const result = mapHash(value, path, (entry, key) => {
    const member = members.get(key);
    if (!member)
      throw invalidRequest(
        `Received unknown parameter: ${paramPath(path, key)}`,
        paramPath(path, key),
        "parameter_unknown",
      );
    if (entry === "" && !acceptsEmpty(member.shape)) throw emptyString(paramPath(path, key));
    return coerce(member.shape, entry, paramPath(path, key));
  });
  for (const [key, member] of members) {
    if (member.optional || key in result) continue;
    throw invalidRequest(`Missing required param: ${paramPath(path, key)}.`, paramPath(path, key), "parameter_missing");
  }
  return result;
}

function acceptsEmpty(shape: Shape): boolean {
  return shape.kind === "union" && shape.of.some((option) => option.kind === "literal" && option.value === "");
}

function emptyString(path: string): StripeFault {
  return invalidRequest(
    `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; however '${path}' cannot be unset. You should remove '${path}' from your request or supply a non-empty value.`,
    path,
    "parameter_invalid_empty",
  );
}

function mapHash(value: Json, path: string, convert: (entry: Json, key: string) => Json): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalidRequest("Invalid object", path);
  const result: JsonObject = {};
  for (const [key, entry] of Object.entries(value)) {
    if (entry !== undefined) result[key] = convert(entry, key);
  }
  return result;
}

/** `a[0]=x&a[2]=y` and `a[]=x` are lists, and so is an object with numeric keys. */
function toArray(value: Json, path: string): Json[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "object" && value !== null && Object.keys(value).every((key) => /^\d+$/.test(key))) {
    return Object.values(value);
  }
  throw invalidRequest("Invalid array", path);
}

function paramPath(path: string, key: string): string {
  return path === "" ? key : `${path}[${key}]`;
}

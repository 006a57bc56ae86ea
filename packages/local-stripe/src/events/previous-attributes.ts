import type { Json, JsonObject } from "../wire/types";

/** `previous_attributes`: the old values of what changed. Objects are partial, lists complete. */
export function previousAttributes(before: JsonObject, after: JsonObject): JsonObject {
  const previous: JsonObject = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[key];
    const now = after[key];
    if (isEqual(old, now)) continue;
    previous[key] = isHash(old) && isHash(now) ? previousAttributes(old, now) : (old ?? null);
  }
  return previous;
}

function isHash(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && value.object !== "list";
}

function isEqual(a: Json, b: Json): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

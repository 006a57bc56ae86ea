import { findById } from "../lookup/find-by-id";
import { expandableProperty, present } from "../objects/present";
import type { World } from "../world";
import { invalidRequest } from "./errors";
import { asJson, type Json, type JsonObject } from "./types";

const maxDepth = 4;

/** The response as it is sent: a copy with the requested references expanded. */
export function expanded(world: World, body: object, paths: readonly string[]): JsonObject {
  if (paths.length === 0) return asJson(body);
  const copy = structuredClone(asJson(body));
  for (const path of paths) {
    const steps = path.split(".");
    // A list's `data` doesn't count as a level.
    if (steps.filter((step) => step !== "data").length > maxDepth)
      throw invalidRequest(`You cannot expand more than ${maxDepth} levels of a property (${path}).`, "expand");
    expandInto(world, copy, steps, path);
  }
  return copy;
}

function expandInto(world: World, value: Json, steps: string[], path: string): void {
  if (Array.isArray(value)) {
    for (const entry of value) expandInto(world, entry, steps, path);
    return;
  }
  const [step, ...rest] = steps;
  // A deleted object is just an ID: expanding it is allowed and does nothing.
  if (step === undefined || !isHash(value) || value.deleted === true) return;
  if (!(step in value) || value[step] === undefined) addExpandable(world, value, step, path);
  const target = value[step];
  if (Array.isArray(target)) value[step] = target.map((entry) => resolve(world, entry));
  else value[step] = resolve(world, target);
  expandInto(world, value[step], rest, path);
}

/** Properties that Stripe only includes when expanded. */
function addExpandable(world: World, object: JsonObject, step: string, path: string): void {
  const property = expandableProperty(world, object, step);
  if (!property)
    throw invalidRequest(`This property cannot be expanded (${path}).`, "expand", "parameter_invalid_expand");
  if (property.value !== undefined) object[step] = structuredClone(property.value);
}

function resolve(world: World, value: Json): Json {
  if (typeof value !== "string") return value;
  const object = findById(world.store, value);
  return object ? structuredClone(asJson(present(world, object))) : value;
}

function isHash(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

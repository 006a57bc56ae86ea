import { couponOf } from "../lookup/coupon-of";
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
  if (value.object === "discount" && step === "source") {
    expandCoupon(world, value, rest);
    return;
  }
  const target = value[step];
  if (Array.isArray(target)) value[step] = target.map((entry) => resolve(world, entry));
  else value[step] = resolve(world, target);
  expandInto(world, value[step], rest, path);
}

/** A discount shows its own copy of a coupon that was deleted, whose ID alone leads nowhere or to another coupon. */
function expandCoupon(world: World, discount: JsonObject, [step, ...rest]: string[]): void {
  const { source } = discount;
  if (step !== "coupon" || !isHash(source) || typeof source.coupon !== "string") return;
  const coupon = couponOf(world, world.store.get("discount", String(discount.id)));
  if (!coupon) return;
  const shown = asJson(structuredClone(present(world, coupon)));
  if (rest[0] === "applies_to" && coupon.applies_to) shown.applies_to = asJson(structuredClone(coupon.applies_to));
  else if (rest.length > 0) expandInto(world, shown, rest, `discount.source.coupon.${rest.join(".")}`);
  source.coupon = shown;
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

import type { World } from "../world";
import type { Json, JsonObject } from "./types";

/**
 * Legacy parameters of callers without a version header, mainly Stripe's CLI, which rely on the account's default
 * version. Callers with a version header, like all SDKs, must use current parameters.
 */
export function upgradeLegacyParams(world: World, path: string, raw: JsonObject): JsonObject {
  const { payment_method_types, ...others } = raw;
  const rest = acceptsMethodTypes.test(path) ? withMethods(others, payment_method_types) : others;
  if (path === "/v1/promotion_codes") return promotion(rest);
  if (path.startsWith("/v1/subscription_schedules")) return { ...rest, ...phases(world, rest.phases) };
  return rest;
}

/** Endpoints where `payment_method_types` was renamed. */
const acceptsMethodTypes = /^\/v1\/(payment_intents|setup_intents|checkout\/sessions)$/;

function withMethods(raw: JsonObject, types: Json): JsonObject {
  return types === undefined ? raw : { ...raw, allowed_payment_method_types: types };
}

function promotion(raw: JsonObject): JsonObject {
  const { coupon, ...rest } = raw;
  return coupon === undefined ? raw : { ...rest, promotion: { type: "coupon", coupon } };
}

/** `iterations` becomes a `duration` of that many price intervals. */
function phases(world: World, legacy: Json): JsonObject {
  if (typeof legacy !== "object" || legacy === null) return {};
  return { phases: Object.values(legacy).map((phase: Json) => (isHash(phase) ? withDuration(world, phase) : phase)) };
}

function withDuration(world: World, phase: JsonObject): JsonObject {
  const { iterations, ...rest } = phase;
  if (iterations === undefined) return phase;
  const [item] = typeof rest.items === "object" && rest.items !== null ? Object.values(rest.items) : [];
  const price = isHash(item) ? world.store.get("price", String(item.price)) : undefined;
  const { interval, interval_count } = price?.recurring ?? { interval: "month", interval_count: 1 };
  return { ...rest, duration: { interval, interval_count: String(interval_count * Number(iterations)) } };
}

function isHash(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

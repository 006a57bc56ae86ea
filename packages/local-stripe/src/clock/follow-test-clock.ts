import type { MiddlewareHandler } from "hono";
import { findById } from "../lookup/find-by-id";
import { StripeFault } from "../wire/errors";
import type { World } from "../world";

/** Parameters that identify the object of a request. */
const ownerParams = [
  "customer",
  "subscription",
  "invoice",
  "payment_intent",
  "charge",
  "from_subscription",
  "test_clock",
] as const;

/**
 * The test clock of a request: that of the customer whose objects it names.
 *
 * @param id the ID in the path, or an empty string
 */
export function testClockOf(world: World, id: string, input: unknown): string | null {
  if (world.store.size("test_clock") === 0 || typeof input !== "object" || input === null) return null;
  const named = ownerParams.map((owner): unknown => Reflect.get(input, owner));
  for (const name of [id, ...named]) {
    const clock = typeof name === "string" && name !== "" ? testClockOfObject(world, name) : null;
    if (clock !== null) return clock;
  }
  return null;
}

/** @throws StripeFault while the test clock advances, since nothing may change then */
export function refuseWhileAdvancing(world: World, testClock: string | null): void {
  if (world.store.get("test_clock", testClock ?? "")?.status === "advancing") throw advancingFault();
}

/** For hosted pages, whose URL contains the ID of the object they show. */
export function followTestClock(world: World): MiddlewareHandler {
  return (c, next) => {
    const id = c.req.param("id") ?? "";
    return world.clock.runOn(testClockOf(world, world.store.get("challenge", id)?.session ?? id, {}), next);
  };
}

function testClockOfObject(world: World, id: string): string | null {
  const object: object | undefined = findById(world.store, id) ?? subscriptionOfItem(world, id);
  if (!object) return null;
  if ("object" in object && object.object === "test_helpers.test_clock") return id;
  const own: unknown = Reflect.get(object, "test_clock");
  if (typeof own === "string") return own;
  const customer: unknown = Reflect.get(object, "customer");
  return typeof customer === "string" ? (world.store.get("customer", customer)?.test_clock ?? null) : null;
}

/** Subscription items have no table of their own. */
function subscriptionOfItem(world: World, id: string): object | undefined {
  if (!id.startsWith("si_")) return undefined;
  for (const subscription of world.store.all("subscription")) {
    if (subscription.items.data.some((item) => item.id === id)) return subscription;
  }
  return undefined;
}

/** The error for changes while a test clock advances. */
export function advancingFault(): StripeFault {
  return new StripeFault(
    429,
    "invalid_request_error",
    "Test clock advancement underway - cannot perform modifications.",
    { code: "lock_timeout" },
  );
}

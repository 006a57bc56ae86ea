import type Stripe from "stripe";
import { deleteCustomer } from "../../billing/customers/delete-customer";
import { cadenceOf } from "../../billing/periods/cadence";
import { advancingFault } from "../../clock/follow-test-clock";
import { boundary } from "../../engine/periods";
import { emit } from "../../events/emit";
import { fetchTestClock } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest } from "../../wire/errors";
import { page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type TestClock = PublicTables["test_clock"];

const day = 86_400;
const retentionDays = 30;
/** How far a clock can advance in one request if nothing on it renews. */
const maxAdvance = 2 * 366 * day;

const file = "TestHelpers/TestClocks";
const path = "/v1/test_helpers/test_clocks";

export function testClockRoutes(api: Api): void {
  api.post(
    path,
    params<Stripe.TestHelpers.TestClockCreateParams>(file, "TestHelpers.TestClockCreateParams"),
    createTestClock,
  );
  api.get(`${path}/:id`, onlyExpand, (world, _, id) => fetchTestClock(world, id));
  api.get(
    path,
    params<Stripe.TestHelpers.TestClockListParams>(file, "TestHelpers.TestClockListParams"),
    (world, input) => page(world.store.all("test_clock"), input, path),
  );
  api.post(
    `${path}/:id/advance`,
    params<Stripe.TestHelpers.TestClockAdvanceParams>(file, "TestHelpers.TestClockAdvanceParams"),
    advanceTestClock,
  );
  api.delete(`${path}/:id`, onlyExpand, deleteTestClock);
}

function createTestClock(world: World, input: Wire<Stripe.TestHelpers.TestClockCreateParams>): TestClock {
  if (input.customer !== undefined)
    throw invalidRequest("local-stripe does not support customer.", "customer", "parameter_unsupported_locally");
  if (input.frozen_time <= 0)
    throw invalidRequest("Invalid timestamp: must be an integer Unix timestamp.", "frozen_time");
  const now = world.clock.now();
  const clock = world.store.put("test_clock", {
    id: world.ids.next("clock"),
    object: "test_helpers.test_clock",
    created: now,
    deletes_after: now + retentionDays * day,
    frozen_time: input.frozen_time,
    livemode: false,
    name: input.name ?? null,
    status: "ready",
    status_details: {},
  });
  emit(world, "test_helpers.test_clock.created", clock);
  return clock;
}

/** Returns `advancing`; the clock gets there shortly after and sends its `ready` event. */
function advanceTestClock(world: World, input: Wire<Stripe.TestHelpers.TestClockAdvanceParams>, id: string): TestClock {
  const before = fetchTestClock(world, id);
  const target = input.frozen_time;
  if (before.status === "advancing") throw advancingFault();
  if (target <= before.frozen_time)
    throw invalidRequest("The new frozen time must be after the current frozen time of the test clock.", "frozen_time");
  if (target > latestTarget(world, before)) {
    throw invalidRequest(
      "You can only advance a test clock by two intervals of the shortest subscription on it at a time.",
      "frozen_time",
    );
  }
  const clock = world.store.put("test_clock", {
    ...before,
    status: "advancing",
    status_details: { advancing: { target_frozen_time: target } },
  });
  // The advance itself is a task on the main clock.
  world.clock.runOn(null, () => world.tasks.schedule("test_clock.advance", id, world.clock.now()));
  emit(world, "test_helpers.test_clock.advancing", clock);
  return clock;
}

/** Two intervals of the shortest subscription from the clock's current time. */
function latestTarget(world: World, clock: TestClock): number {
  const ends = customersOn(world, clock.id)
    .flatMap((customer) => world.store.where("subscription", "customer", customer.id))
    .filter((subscription) => subscription.ended_at === null)
    .flatMap((subscription) => subscription.items.data)
    .map((item) => boundary(clock.frozen_time, cadenceOf(item.price), 2));
  return Math.min(clock.frozen_time + maxAdvance, ...ends);
}

/** Deletes the clock with its customers. */
function deleteTestClock(world: World, _: unknown, id: string): object {
  const clock = fetchTestClock(world, id);
  for (const customer of customersOn(world, id)) deleteCustomer(world, {}, customer.id);
  world.tasks.cancel("test_clock.advance", id);
  emit(world, "test_helpers.test_clock.deleted", clock);
  world.store.delete("test_clock", id);
  return { id, object: "test_helpers.test_clock", deleted: true };
}

function customersOn(world: World, clock: string): PublicTables["customer"][] {
  return world.store.where("customer", "test_clock", clock);
}

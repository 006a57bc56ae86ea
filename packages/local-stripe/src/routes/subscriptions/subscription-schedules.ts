import type Stripe from "stripe";
import { createSchedule, requireRunning, updateSchedule } from "../../billing/schedules/edit-schedule";
import { cancelBeforeStart, releaseSchedule } from "../../billing/schedules/run-schedule";
import { cancelSubscription } from "../../billing/subscriptions/cancel-subscription";
import { fetchSchedule } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Schedule = PublicTables["subscription_schedule"];

export function subscriptionScheduleRoutes(api: Api): void {
  api.post(
    "/v1/subscription_schedules",
    params<Stripe.SubscriptionScheduleCreateParams>("SubscriptionSchedules", "SubscriptionScheduleCreateParams"),
    createSchedule,
  );
  api.get("/v1/subscription_schedules/:id", onlyExpand, (world, _, id) => fetchSchedule(world, id));
  api.post(
    "/v1/subscription_schedules/:id",
    params<Stripe.SubscriptionScheduleUpdateParams>("SubscriptionSchedules", "SubscriptionScheduleUpdateParams"),
    updateSchedule,
  );
  api.post(
    "/v1/subscription_schedules/:id/release",
    params<Stripe.SubscriptionScheduleReleaseParams>("SubscriptionSchedules", "SubscriptionScheduleReleaseParams"),
    (world, input, id) =>
      releaseSchedule(world, requireRunning(fetchSchedule(world, id)), input.preserve_cancel_date ?? false),
  );
  api.post(
    "/v1/subscription_schedules/:id/cancel",
    params<Stripe.SubscriptionScheduleCancelParams>("SubscriptionSchedules", "SubscriptionScheduleCancelParams"),
    cancelSchedule,
  );
  api.get(
    "/v1/subscription_schedules",
    params<Stripe.SubscriptionScheduleListParams>("SubscriptionSchedules", "SubscriptionScheduleListParams"),
    (world, input) => {
      const rows = [...world.store.all("subscription_schedule")].filter(
        (schedule) =>
          matches(schedule.customer, input.customer) &&
          (input.scheduled === undefined || (schedule.status === "not_started") === input.scheduled) &&
          inRange(schedule.canceled_at, input.canceled_at) &&
          inRange(schedule.completed_at, input.completed_at) &&
          inRange(schedule.released_at, input.released_at) &&
          inRange(schedule.created, input.created),
      );
      return page(rows, input, "/v1/subscription_schedules");
    },
  );
}

function cancelSchedule(world: World, input: Wire<Stripe.SubscriptionScheduleCancelParams>, id: string): Schedule {
  const schedule = requireRunning(fetchSchedule(world, id));
  const subscription = world.store.get("subscription", schedule.subscription ?? "");
  if (subscription && subscription.ended_at === null) {
    cancelSubscription(world, subscription, { prorate: input.prorate ?? true, invoiceNow: input.invoice_now ?? true });
    return fetchSchedule(world, id);
  }
  return cancelBeforeStart(world, schedule);
}

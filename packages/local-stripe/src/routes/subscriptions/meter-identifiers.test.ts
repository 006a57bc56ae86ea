import { expect, test } from "vitest";
import { seconds } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

async function metered() {
  const world = startInProcess("2026-03-10T12:00:00Z");
  const { stripe } = world;
  const customer = await stripe.customers.create();
  const meter = await stripe.billing.meters.create({
    display_name: "Calls",
    event_name: "calls",
    default_aggregation: { formula: "sum" },
  });
  const report = (identifier: string, timestamp: string) =>
    stripe.billing.meterEvents.create({
      event_name: "calls",
      identifier,
      timestamp: seconds(timestamp),
      payload: { stripe_customer_id: customer.id, value: "5" },
    });
  const used = async () => {
    const range = { start_time: seconds("2026-02-01"), end_time: seconds("2026-03-31") };
    const { data } = await stripe.billing.meters.listEventSummaries(meter.id, { customer: customer.id, ...range });
    return data[0]?.aggregated_value;
  };
  return { ...world, report, used };
}

const taken = { code: "resource_already_exists" };

test("an identifier is refused for a day after it arrived, however old the usage is", async () => {
  const { advanceTo, report, used } = await metered();
  await report("a", "2026-03-01");
  await expect(report("a", "2026-03-01")).rejects.toMatchObject(taken);
  advanceTo(seconds("2026-03-11T11:59:00Z"));
  await expect(report("a", "2026-03-11")).rejects.toMatchObject(taken);
  advanceTo(seconds("2026-03-11T12:00:01Z"));
  await report("a", "2026-03-02");
  await expect(report("a", "2026-03-02")).rejects.toMatchObject(taken);
  expect(await used()).toBe(10);
});

test("an event can be canceled for a day after it arrived", async () => {
  const { stripe, advanceTo, report, used } = await metered();
  await report("old", "2026-03-01");
  await stripe.billing.meterEventAdjustments.create({
    event_name: "calls",
    type: "cancel",
    cancel: { identifier: "old" },
  });
  expect(await used()).toBe(0);
  await report("late", "2026-03-10T11:59:00Z");
  advanceTo(seconds("2026-03-11T12:00:01Z"));
  const late = { event_name: "calls", type: "cancel" as const, cancel: { identifier: "late" } };
  await expect(stripe.billing.meterEventAdjustments.create(late)).rejects.toMatchObject({ statusCode: 400 });
});

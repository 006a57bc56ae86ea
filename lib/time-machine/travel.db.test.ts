import "./testing/travel";
import { describe, expect, it } from "vitest";
import { newOrganization } from "@/db/testing/factories";
import { paidAtStripe, stateOf, sync } from "@/lib/billing/testing/stories";
import { now, wallNow } from "@/lib/clock";
import { readStripeClock } from "./stripe-clock";
import { travelBy } from "./testing/travel";

describe("a journey through time", () => {
  it("ends a trial within the hour, and renews a subscription on its day", async () => {
    const trial = await newOrganization();
    const customer = await paidAtStripe();
    await sync(customer.customerId);
    expect(await travelBy("+15d")).toMatchObject({ state: "arrived", counts: { "trial ended": 1 } });
    expect((await stateOf(trial.id)).subscription.status).toBe("expired");
    expect((await readStripeClock()).shift).toBe(Math.round((now().getTime() - wallNow().getTime()) / 1000));
    await travelBy("+1mo");
    expect((await stateOf(customer.id)).invoices).toHaveLength(2);
  });
});

import "@/testing/billing/local-stripe";
import { afterEach, describe } from "vitest";
import { stripeOrigin } from "@/testing/billing/local-stripe";
import { playHistories } from "./play-histories";
import { histories } from "./usage/acts";
import { UsageHistory } from "./usage/usage-history";

afterEach(async () => {
  await fetch(`${stripeOrigin}/_local/faults`, { method: "DELETE" });
});

/**
 * Plans, overrides and access change in mid-period, events come late, reports to Stripe get lost. Afterward overage must
 * be the event log rated at the terms that held, and each threshold notified once per period and limit.
 */
describe("usage under changing limits", () => {
  playHistories(histories, async (acts) => {
    const history = await UsageHistory.begin();
    for (const act of acts) await history.act(act);
    await history.finish();
  });
});

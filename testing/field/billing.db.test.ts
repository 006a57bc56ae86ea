import "@/testing/billing/local-stripe";
import { afterEach, describe } from "vitest";
import { shiftClock } from "@/lib/clock";
import { histories } from "./billing/acts";
import { BillingHistory } from "./billing/billing-history";
import { playHistories } from "./play-histories";

afterEach(() => shiftClock(0));

/** A failure says which act it followed. */
function named<T>(index: number, act: object, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw new Error(`act ${index + 1}, ${JSON.stringify(act)}: ${error instanceof Error ? error.stack : error}`);
  });
}

/**
 * A customer acts on our pages, a person in the Stripe dashboard, webhooks get lost, and time passes. Whatever Stripe
 * provides has access, no customer's act changes what it didn't preview, MRR is what Stripe's answers come to, movements add
 * up, and no job fails.
 */
describe("the person in the dashboard", () => {
  playHistories(histories, async (acts) => {
    const history = await BillingHistory.begin();
    try {
      for (const [index, act] of acts.entries()) await named(index, act, () => history.act(act));
      await history.finish();
    } finally {
      await history.leave();
    }
  });
});

import "server-only";
import { stripeBudget } from "./stripe";

/** Makes one small request to Stripe. @throws when there is no response within `milliseconds`. */
export async function stripeAnswers(milliseconds: number): Promise<void> {
  await stripeBudget(milliseconds).call((stripe) =>
    stripe.products.list({ limit: 1 }, { maxNetworkRetries: 0, timeout: milliseconds }),
  );
}

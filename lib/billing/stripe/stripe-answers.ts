import "server-only";
import { stripeBudget } from "./stripe";

/** Asks Stripe for something small, once. @throws when it does not answer within `milliseconds`. */
export async function stripeAnswers(milliseconds: number): Promise<void> {
  await stripeBudget(milliseconds).call((stripe) =>
    stripe.products.list({ limit: 1 }, { maxNetworkRetries: 0, timeout: milliseconds }),
  );
}

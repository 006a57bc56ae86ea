import "server-only";
import { desc, isNotNull } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { isKnownToStripe } from "@/lib/billing";
import { withPlatform } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { pace } from "./pace";
import { reconciler } from "./reconciler";

/** So many must be unknown for us to think it is us. */
const asked = 3;

/**
 * Asks Stripe for the customers that came last. With the key of another account every one of thousands would be told as
 * missing, when nothing is wrong but the key.
 *
 * @throws GatehouseError `conflict` when Stripe knows none of them.
 */
export async function requireSameAccount(): Promise<void> {
  const rows = await withPlatform(reconciler, ({ tx }) =>
    tx
      .select({ customerId: subscriptions.stripeCustomerId })
      .from(subscriptions)
      .where(isNotNull(subscriptions.stripeCustomerId))
      .orderBy(desc(subscriptions.organizationId))
      .limit(asked),
  );
  if (rows.length < asked) return;
  await pace(asked);
  const known = await Promise.all(rows.map(({ customerId }) => isKnownToStripe(customerId ?? "")));
  if (known.includes(true)) return;
  throw conflict("Stripe knows none of the customers it was asked for: is STRIPE_SECRET_KEY of another account?");
}

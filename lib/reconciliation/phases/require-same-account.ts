import "server-only";
import { and, desc, isNotNull } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { isComparable } from "../generated-customers";
import { isKnownToStripe } from "../stripe/list-stripe";
import { pace } from "../stripe/pace";
import { reconciler } from "../verify/reconciler";

/** This many unknown customers mean that the key is wrong, not the customers. */
const sampleSize = 3;

/**
 * Asks Stripe for our newest customers. With another account's key, every customer would be reported as missing although
 * only the key is wrong.
 *
 * @throws GatehouseError `conflict` when Stripe knows none of them.
 */
export async function requireSameAccount(): Promise<void> {
  const rows = await withPlatform(reconciler, ({ tx }) =>
    tx
      .select({ customerId: subscriptions.stripeCustomerId })
      .from(subscriptions)
      .where(and(isNotNull(subscriptions.stripeCustomerId), isComparable()))
      .orderBy(desc(subscriptions.organizationId))
      .limit(sampleSize),
  );
  if (rows.length < sampleSize) return;
  await pace(sampleSize);
  const known = await Promise.all(rows.map(({ customerId }) => isKnownToStripe(customerId ?? "")));
  if (known.includes(true)) return;
  throw conflict(
    "Stripe doesn't know any of our newest customers. Check that STRIPE_SECRET_KEY belongs to the right account.",
  );
}

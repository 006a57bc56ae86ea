import "server-only";
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { organizations } from "@/db/schema";
import { type AdminCaller, syncAfterChange } from "@/lib/billing";
import { type Context, withTenant } from "@/lib/context";
import { conflict, found, GatehouseError } from "@/lib/errors";
import { inTurn } from "@/lib/tenancy";
import { asPlatformAdmin } from "../as-platform-admin";

/**
 * Runs a change of a customer's billing for a platform admin, in the role that serves customers, so that no mistake reaches
 * another organization, and then syncs the customer from Stripe.
 *
 * @param changes false for a preview, which changes nothing.
 * @throws GatehouseError as `asPlatformAdmin`; `not_found`; `conflict` with Stripe's own words for what Stripe refuses.
 */
export async function asBillingAdmin<T>(
  organizationId: string,
  work: (ctx: AdminCaller) => Promise<T>,
  { changes = true }: { changes?: boolean } = {},
): Promise<T> {
  const { actor, session } = await asPlatformAdmin(async (admin) => {
    await requireOrganization(admin, organizationId);
    return admin;
  });
  return inTurn(session.user.id, async () => {
    const done = withTenant({ organizationId, actor }, (ctx) => work({ ...ctx, role: "platform_admin" }));
    if (changes && (await done.then(() => true, mayHaveChanged))) await syncAfterChange({ organizationId, actor });
    return done.catch(explainRefusal);
  });
}

async function requireOrganization({ tx }: Context, organizationId: string): Promise<void> {
  const [row] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  found(row, "organization");
}

/** Unless we or Stripe refused, the change may have been made although its answer was lost. */
const mayHaveChanged = (error: unknown): boolean =>
  !isRefusal(error) && !(error instanceof GatehouseError && error.code !== "unavailable");

const isRefusal = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError;

/** A customer reads that they should contact support; a platform admin needs to know what Stripe said. */
function explainRefusal(error: unknown): never {
  if (!isRefusal(error)) throw error;
  throw conflict(`Stripe refused this: ${error.message}`, { reason: "stripe_refused" });
}

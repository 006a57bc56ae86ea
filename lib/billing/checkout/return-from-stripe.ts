import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { subscriptions } from "@/db/schema";
import { type TenantContext, withPlatform } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { payWithNewCard } from "../payment/pay-with-new-card";
import { stripeBudget } from "../stripe/stripe";
import { syncCustomer } from "../sync/sync-customer";

const sessionIdSchema = z
  .string()
  .max(200)
  .regex(/^cs_\w+$/);

/**
 * Syncs the customer when they return from a Stripe page, so that the next page shows what they did whether or not the
 * webhook has arrived. A card that was replaced there pays open invoices. The URL isn't trusted: the session it names must
 * belong to the organization.
 *
 * @throws GatehouseError `not_found` for another organization's session, `unavailable` when Stripe is down.
 */
export async function returnFromStripe(
  tenant: TenantContext,
  { sessionId }: { sessionId?: string | undefined },
): ReturnType<typeof syncCustomer> {
  const { tx, organizationId } = tenant;
  const [row] = await tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  const customerId = row?.customerId;
  if (!customerId) throw notFound("checkout");
  if (sessionId === undefined) await payWithNewCard(tenant, customerId);
  else await requireOwn(sessionId, customerId);
  return withPlatform({ actor: { kind: "system", id: "stripe" } }, (ctx) => syncCustomer(ctx, { customerId }));
}

async function requireOwn(sessionId: string, customerId: string): Promise<void> {
  const id = sessionIdSchema.safeParse(sessionId);
  if (!id.success) throw notFound("checkout");
  const sessions = await stripeBudget().call((stripe) =>
    stripe.checkout.sessions.list({ customer: customerId, limit: 100 }),
  );
  if (!sessions.data.some((session) => session.id === id.data)) throw notFound("checkout");
}

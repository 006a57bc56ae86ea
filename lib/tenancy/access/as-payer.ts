import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { requireSession } from "@/lib/auth";
import { billingRoles, syncCustomer } from "@/lib/billing";
import { type Context, withPlatform, withTenant } from "@/lib/context";
import { GatehouseError } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { asMember, type Member, type MemberOptions } from "./as-member";
import { inTurn } from "./in-turn";

/**
 * Runs a change of what an organization pays, for a member who may make it, and then syncs the customer from Stripe, so that
 * the next page shows it even before the webhook arrives. It syncs after an error, too: Stripe may have made the change
 * although its answer was lost. When Stripe can't be read, a job syncs later.
 */
export async function asPayer<T>(
  options: Pick<MemberOptions, "organization" | "attempted">,
  work: (member: Member) => Promise<T>,
): Promise<T> {
  const { user } = await requireSession();
  return inTurn(user.id, () => pay(options, work));
}

async function pay<T>(
  options: Pick<MemberOptions, "organization" | "attempted">,
  work: (member: Member) => Promise<T>,
): Promise<T> {
  let payer: Pick<Member, "organizationId" | "actor"> | undefined;
  const changed = asMember({ ...options, roles: billingRoles, verified: true }, (member) => {
    payer = member;
    return work(member);
  });
  const refused = await changed.then(() => false, isRefusal);
  if (payer && !refused) await syncNow(payer);
  return changed;
}

/** We refused, so Stripe was never called. */
const isRefusal = (error: unknown): boolean => error instanceof GatehouseError && error.code !== "unavailable";

async function syncNow({ organizationId, actor }: Pick<Member, "organizationId" | "actor">): Promise<void> {
  try {
    const customerId = await withTenant({ organizationId, actor }, (ctx) => customerOf(ctx, organizationId));
    if (!customerId) return;
    const opening = { actor: { kind: "system", id: "stripe" } } as const;
    await withPlatform(opening, (ctx) => syncCustomer(ctx, { customerId })).catch((error: unknown) => {
      logger.warn({ err: error, organizationId }, "syncing a change later: Stripe could not be read");
      return withPlatform(opening, (ctx) => sendJob(ctx, "sync-customer", { customerId }, customerId));
    });
  } catch (error) {
    // The change is made either way; the webhook or the sweep will sync it.
    logger.warn({ err: error, organizationId }, "syncing a change later: the database could not be written");
  }
}

async function customerOf({ tx }: Context, organizationId: string): Promise<string | null> {
  const [row] = await tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  return row?.customerId ?? null;
}

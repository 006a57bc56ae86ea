import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { requireSession } from "@/lib/auth";
import { billingRoles, syncCustomer } from "@/lib/billing";
import { type Context, withPlatform, withTenant } from "@/lib/context";
import { GatehouseError } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { asMember, type Member } from "./as-member";
import { inTurn } from "./in-turn";

/**
 * Runs a change of what an organization pays, for a member who may, and then reads the customer from Stripe, so that the
 * next page shows it whether the webhook has come or not. Also when the change failed: Stripe may have made it while its
 * answer was lost. When Stripe cannot be read now, a job does it.
 */
export async function asPayer<T>(work: (member: Member) => Promise<T>): Promise<T> {
  const { user } = await requireSession();
  return inTurn(user.id, () => pay(work));
}

async function pay<T>(work: (member: Member) => Promise<T>): Promise<T> {
  let payer: Pick<Member, "organizationId" | "actor"> | undefined;
  const changed = asMember({ roles: billingRoles, verified: true }, (member) => {
    payer = member;
    return work(member);
  });
  const refused = await changed.then(() => false, isRefusal);
  if (payer && !refused) await showNow(payer);
  return changed;
}

/** We said no, so nothing was asked of Stripe. */
const isRefusal = (error: unknown): boolean => error instanceof GatehouseError && error.code !== "unavailable";

async function showNow({ organizationId, actor }: Pick<Member, "organizationId" | "actor">): Promise<void> {
  try {
    const customerId = await withTenant({ organizationId, actor }, (ctx) => customerOf(ctx, organizationId));
    if (!customerId) return;
    const opening = { actor: { kind: "system", id: "stripe" } } as const;
    await withPlatform(opening, (ctx) => syncCustomer(ctx, { customerId })).catch((error: unknown) => {
      logger.warn({ err: error, organizationId }, "a change is shown later: Stripe could not be read");
      return withPlatform(opening, (ctx) => sendJob(ctx, "sync-customer", { customerId }, customerId));
    });
  } catch (error) {
    // The change stands whether or not it can be shown at once; the webhook and the sweep bring it in.
    logger.warn({ err: error, organizationId }, "a change is shown later: the database could not be written");
  }
}

async function customerOf({ tx }: Context, organizationId: string): Promise<string | null> {
  const [row] = await tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  return row?.customerId ?? null;
}

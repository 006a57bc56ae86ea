import "server-only";
import { and, asc, eq, lte } from "drizzle-orm";
import { deletionRequests, organizations, subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { appUrl } from "@/lib/auth";
import { type AdminCaller, leaveStripe, mailBilling, organizationName, syncCustomer } from "@/lib/billing";
import { type Actor, inTenant, type TenantContext, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { conflict, found, invalidInput } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { deleteOrganization } from "@/lib/tenancy";
import type { ScheduleDeletionInput } from "../input";
import { lockSubscription } from "../lock-subscription";

/**
 * Schedules the deletion of an organization and emails its owners. Until then everything works as before, its data can be
 * exported, and the deletion can be called off.
 *
 * @throws GatehouseError `not_found`; `invalid_input` on `name`; `conflict` if it is scheduled already.
 */
export async function scheduleDeletion(
  ctx: TenantContext,
  { days, name, reason }: ScheduleDeletionInput,
): Promise<{ dueAt: Date }> {
  const { tx, organizationId, actor, now } = ctx;
  await lockSubscription(ctx);
  const actual = await organizationName(ctx);
  if (name !== actual) {
    const message = `Type “${actual}” exactly as shown.`;
    throw invalidInput(message, { errors: [{ field: "name", message }] });
  }
  const dueAt = addDays(now, days);
  const requestedBy = actor.kind === "user" ? actor.id : null;
  const [row] = await tx
    .insert(deletionRequests)
    .values({ organizationId, requestedAt: now, requestedBy, reason, dueAt })
    .onConflictDoNothing()
    .returning({ dueAt: deletionRequests.dueAt });
  if (!row) throw conflict("The deletion of this organization is already scheduled.");
  await recordAudit(ctx, { organizationId, action: "admin.deletion_scheduled", details: { days, dueAt, reason } });
  await mailBilling(ctx, {
    template: "deletion-scheduled",
    key: `deletion-scheduled:${now.toISOString()}`,
    props: { organization: actual, at: dueAt.toISOString(), exportUrl: appUrl("/settings") },
  });
  return { dueAt };
}

/** Calls off a scheduled deletion. @throws GatehouseError `conflict` if none is scheduled. */
export async function callOffDeletion(ctx: TenantContext, { reason }: { reason: string }): Promise<void> {
  const { tx, organizationId } = ctx;
  await lockSubscription(ctx);
  const [row] = await tx
    .delete(deletionRequests)
    .where(eq(deletionRequests.organizationId, organizationId))
    .returning({ dueAt: deletionRequests.dueAt, requestedAt: deletionRequests.requestedAt });
  if (!row) throw conflict("No deletion of this organization is scheduled.");
  await recordAudit(ctx, {
    organizationId,
    action: "admin.deletion_called_off",
    details: { dueAt: row.dueAt, reason },
  });
  await mailBilling(ctx, {
    template: "deletion-called-off",
    key: `deletion-called-off:${row.requestedAt.toISOString()}`,
    props: { organization: await organizationName(ctx), dashboardUrl: appUrl("/dashboard") },
  });
}

const worker: Actor = { kind: "system", id: "worker" };

/**
 * Deletes the organizations whose waiting time is over: ends everything at Stripe, syncs, deletes here. Each step can be
 * repeated. While Stripe is away nothing is deleted, and the next run tries again.
 *
 * @returns how many were deleted.
 */
export async function deleteDueOrganizations(now?: Date): Promise<number> {
  const opening = { actor: worker, ...(now ? { now } : {}) };
  const due = await withPlatform(opening, (ctx) =>
    ctx.tx
      .select({ organizationId: deletionRequests.organizationId })
      .from(deletionRequests)
      .where(lte(deletionRequests.dueAt, ctx.now))
      .orderBy(asc(deletionRequests.dueAt))
      .limit(50),
  );
  let deleted = 0;
  for (const { organizationId } of due) {
    try {
      await deleteDue(opening, organizationId);
      deleted += 1;
    } catch (error) {
      logger.error({ err: error, organizationId }, "a scheduled deletion failed and will be tried again");
      await recordFailure(opening, organizationId, error);
    }
  }
  return deleted;
}

type Opening = { actor: Actor; now?: Date };

async function deleteDue(opening: Opening, organizationId: string): Promise<void> {
  const customerId = await withPlatform(opening, async (ctx) => {
    const tenant = inTenant(ctx, organizationId);
    await requireDue(tenant);
    const caller: AdminCaller = { ...tenant, role: "platform_admin" };
    return leaveStripe(caller);
  });
  if (customerId !== null) {
    await withPlatform({ ...opening, actor: { kind: "system", id: "stripe" } }, (ctx) =>
      syncCustomer(ctx, { customerId }),
    );
  }
  await withPlatform(opening, async (ctx) => {
    const tenant = inTenant(ctx, organizationId);
    await requireDue(tenant);
    await deleteOrganization(tenant);
  });
}

/** An admin may have called it off since the list was read. The lock keeps anyone from doing so from here on. */
async function requireDue({ tx, organizationId, now }: TenantContext): Promise<void> {
  await tx
    .select({ id: subscriptions.organizationId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId))
    .for("update");
  const [row] = await tx
    .select({ id: deletionRequests.organizationId })
    .from(deletionRequests)
    .innerJoin(organizations, eq(organizations.id, deletionRequests.organizationId))
    .where(and(eq(deletionRequests.organizationId, organizationId), lte(deletionRequests.dueAt, now)));
  found(row, "scheduled deletion");
}

async function recordFailure(opening: Opening, organizationId: string, error: unknown): Promise<void> {
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  await withPlatform(opening, ({ tx }) =>
    tx.update(deletionRequests).set({ lastError }).where(eq(deletionRequests.organizationId, organizationId)),
  );
}

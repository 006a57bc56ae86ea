import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { memberships, organizations, sessions, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { addMinutes } from "@/lib/durations";
import { conflict, forbidden, found } from "@/lib/errors";
import { hashToken, newToken } from "../links/tokens";
import type { PersonContext } from "../people/as-person";
import { requireConfirmed } from "../second-factor/confirmed";
import { endImpersonation } from "./end-impersonation";
import type { ImpersonateInput } from "./impersonation-input";
import { impersonationRows } from "./impersonation-rows";

/** `token` is for the browser's cookie only; `begun` may be shown. */
export type Impersonation = {
  token: string;
  begun: { userId: string; organizationId: string; readOnly: boolean; expiresAt: Date };
};

/**
 * Starts a support session, in which a platform admin acts as a customer in one organization for a number of minutes of real
 * time. Runs in the platform role. A browser has one at a time: an earlier one ends.
 *
 * @throws GatehouseError `forbidden` for another platform admin, for oneself, from within a support session, or with
 * `reason: "confirmation"`; `not_found`
 * when the person isn't a member of the organization; `conflict` when they are a member of none.
 */
export async function beginImpersonation(
  ctx: PersonContext,
  input: ImpersonateInput & { userId: string },
): Promise<Impersonation> {
  const { session, wall } = ctx;
  const { userId, reason, minutes, readOnly } = input;
  if (session.impersonator) throw forbidden("You're already in a support session. End it first.", { reason: "nested" });
  await requireAdmin(ctx);
  requireConfirmed(ctx);
  const organizationId = await customersOrganization(ctx, input);
  const replaced = await impersonationRows(ctx.tx, eq(sessions.impersonatorSessionId, session.sessionId));
  for (const row of replaced) await endImpersonation(ctx, row, "replaced");
  const token = newToken();
  const expiresAt = addMinutes(wall, minutes);
  const id = uuidv7();
  await ctx.tx.insert(sessions).values({
    id,
    sessionToken: hashToken(token),
    userId,
    impersonatorId: session.user.id,
    impersonatorSessionId: session.sessionId,
    impersonationReason: reason,
    impersonatedOrganizationId: organizationId,
    readOnly,
    createdAt: wall,
    expires: expiresAt,
  });
  await recordAudit(ctx, {
    organizationId,
    action: "admin.impersonation_begun",
    subject: userId,
    details: { session: id, reason, minutes, readOnly, until: expiresAt },
  });
  return { token, begun: { userId, organizationId, readOnly, expiresAt } };
}

/**
 * Locks the row: a concurrent demotion happens either before this, or after it and then ends the session on its next
 * request.
 */
async function requireAdmin({ tx, session }: PersonContext): Promise<void> {
  const [own] = await tx
    .select({ isPlatformAdmin: users.isPlatformAdmin })
    .from(users)
    .innerJoin(sessions, eq(sessions.userId, users.id))
    .where(and(eq(users.id, session.user.id), eq(sessions.id, session.sessionId)))
    .for("share");
  if (!own?.isPlatformAdmin) throw forbidden("Only a platform admin can do this.", { reason: "role" });
}

/**
 * The organization a support session is for: the one given, or else the one the person joined first.
 *
 * @throws GatehouseError as `beginImpersonation`.
 */
export async function customersOrganization(
  ctx: PersonContext,
  { userId, organization }: { userId: string; organization?: string | undefined },
): Promise<string> {
  await requireCustomer(ctx, userId);
  const [row] = await ctx.tx
    .select({ id: organizations.id })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(eq(memberships.userId, userId), organization ? eq(memberships.organizationId, organization) : undefined))
    .orderBy(asc(memberships.createdAt), asc(organizations.id))
    .limit(1);
  if (!row && !organization) throw conflict("This person isn't a member of any organization.");
  return found(row, "member").id;
}

async function requireCustomer({ tx, session }: PersonContext, userId: string): Promise<void> {
  if (userId === session.user.id) throw forbidden("You can't impersonate yourself.", { reason: "oneself" });
  const [user] = await tx
    .select({ isPlatformAdmin: users.isPlatformAdmin })
    .from(users)
    .where(eq(users.id, userId))
    .for("share");
  if (found(user, "user").isPlatformAdmin) {
    throw forbidden("Platform admins can't be impersonated.", { reason: "platform_admin" });
  }
}

import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { memberships, organizations, sessions, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { conflict, forbidden, found } from "@/lib/errors";
import { hashToken, newToken } from "../links/tokens";
import type { PersonContext } from "../people/as-person";
import { endImpersonation } from "./end-impersonation";
import type { ImpersonateInput } from "./impersonation-input";
import { impersonationRows } from "./impersonation-rows";

/** What the browser is given (`token`, for a cookie and nothing else) and what may be told. */
export type Impersonation = {
  token: string;
  begun: { userId: string; organizationId: string; readOnly: boolean; expiresAt: Date };
};

/**
 * Opens a session in which a platform admin acts as a customer, in one organization and for so many minutes of the wall's time.
 * The context is the platform role's. One at a time: an earlier one of the same browser ends with it.
 *
 * @throws GatehouseError `forbidden` when the person is a platform admin, or oneself, or one acts for somebody already;
 * `not_found` when there is no such person in the organization.
 */
export async function beginImpersonation(
  ctx: PersonContext,
  input: ImpersonateInput & { userId: string },
): Promise<Impersonation> {
  const { session, wall } = ctx;
  const { userId, reason, minutes, readOnly } = input;
  if (session.impersonator) throw forbidden("You act for somebody already. End that first.", { reason: "nested" });
  await requireAdmin(ctx);
  const organizationId = await customersOrganization(ctx, input);
  const earlier = await impersonationRows(ctx.tx, eq(sessions.impersonatorSessionId, session.sessionId));
  for (const row of earlier) await endImpersonation(ctx, row, "replaced");
  const token = newToken();
  const expiresAt = new Date(wall.getTime() + minutes * 60_000);
  await ctx.tx.insert(sessions).values({
    id: uuidv7(),
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
    details: { reason, minutes, readOnly, until: expiresAt },
  });
  return { token, begun: { userId, organizationId, readOnly, expiresAt } };
}

/** Locked, so that a demotion at the same moment comes before or after, and then holds from the next request on. */
async function requireAdmin({ tx, session }: PersonContext): Promise<void> {
  const [own] = await tx
    .select({ isPlatformAdmin: users.isPlatformAdmin })
    .from(users)
    .innerJoin(sessions, eq(sessions.userId, users.id))
    .where(and(eq(users.id, session.user.id), eq(sessions.id, session.sessionId)))
    .for("share");
  if (!own?.isPlatformAdmin) throw forbidden("Only a platform admin may do this.", { reason: "role" });
}

/**
 * The organization a customer is acted for in: the one named, or the one joined first.
 *
 * @throws GatehouseError as `beginImpersonation` does.
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
  if (!row && !organization) throw conflict("This person is in no organization, so there is nothing to see.");
  return found(row, "member").id;
}

async function requireCustomer({ tx, session }: PersonContext, userId: string): Promise<void> {
  if (userId === session.user.id) throw forbidden("You are yourself already.", { reason: "oneself" });
  const [user] = await tx
    .select({ isPlatformAdmin: users.isPlatformAdmin })
    .from(users)
    .where(eq(users.id, userId))
    .for("share");
  if (found(user, "user").isPlatformAdmin) {
    throw forbidden("Nobody signs in as a platform admin.", { reason: "platform_admin" });
  }
}

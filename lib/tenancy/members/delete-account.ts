import "server-only";
import { asc, eq } from "drizzle-orm";
import { memberships, organizations, users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { appUrl, type PersonContext, requireConfirmed } from "@/lib/auth";
import { inTenant, setTenant, type TenantContext } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { conflict, invalidInput } from "@/lib/errors";
import { erasePerson } from "@/lib/privacy";
import { onlyOwner } from "./owners";
import { removeMember } from "./remove-member";
import { countSeats } from "./seats";

/**
 * Deletes a person's account with their name, address, passwords, second factors and sessions, in the platform role. They leave their
 * organizations, which keep what they did, without their name. The audit log keeps their ID alone.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`; `invalid_input` on `email`; `conflict` for a platform admin, and
 *   for the only owner of an organization, which has to be handed over or deleted first.
 */
export async function deleteAccount(person: PersonContext, { email: typed }: { email: string }): Promise<void> {
  requireConfirmed(person);
  const { id: userId, email, name, isPlatformAdmin } = person.session.user;
  if (typed !== email) {
    const message = `Type “${email}” exactly as shown.`;
    throw invalidInput(message, { errors: [{ field: "email", message }] });
  }
  if (isPlatformAdmin) throw conflict("You're a platform admin. Ask another admin to revoke that role first.");
  const invitedBy = await erasePerson(person, { id: userId, email, name });
  await leaveOrganizations(person, userId);
  for (const organizationId of invitedBy) await inTurn(person, organizationId, countSeats);
  await enqueueEmail(person, { to: email, template: "account-deleted", props: { signUpUrl: appUrl("/sign-up") } });
  await recordAccountAudit(person, { action: "auth.account_deleted", subject: userId });
  await person.tx.delete(users).where(eq(users.id, userId));
}

/** In a fixed order, so that two people who leave the same organizations don't wait for each other. */
async function leaveOrganizations(person: PersonContext, userId: string): Promise<void> {
  const own = await person.tx
    .select({ id: organizations.id, name: organizations.name, role: memberships.role })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(organizations.id));
  const alone: string[] = [];
  for (const { id, name } of own) if (await onlyOwner(inTenant(person, id), userId)) alone.push(name);
  if (alone.length > 0) {
    const names = new Intl.ListFormat("en").format(alone);
    throw conflict(`You're the only owner of ${names}. Make someone else an owner or delete it first.`, {
      reason: "last_owner",
    });
  }
  for (const { id, role } of own) await inTurn(person, id, (ctx) => removeMember({ ...ctx, role }, { userId }));
}

async function inTurn(person: PersonContext, organizationId: string, work: (ctx: TenantContext) => Promise<void>) {
  await setTenant(person.tx, organizationId);
  await work(inTenant(person, organizationId));
  await setTenant(person.tx, "");
}

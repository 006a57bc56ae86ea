import "server-only";
import { asc, eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import { revokeSessions } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { conflict, GatehouseError } from "@/lib/errors";

export type PlatformAdmin = { id: string; email: string; name: string | null };

/** Everyone who can open `/admin`, by email address. */
export function listPlatformAdmins({ tx }: Context): Promise<PlatformAdmin[]> {
  return tx
    .select({ id: users.id, email: users.email, name: users.name })
    .from(users)
    .where(eq(users.isPlatformAdmin, true))
    .orderBy(asc(users.email));
}

/**
 * Makes someone a platform admin. Their address has to be verified: anyone can sign up with an address that isn't theirs. Their
 * sessions end, so that a session opened with fewer privileges doesn't gain these.
 *
 * @throws GatehouseError `not_found` without such an account, `conflict` if it is unverified or already an admin.
 */
export async function grantPlatformAdmin(ctx: Context, email: string): Promise<PlatformAdmin> {
  const person = await lockPerson(ctx, email);
  if (!person.emailVerified) {
    throw conflict(`${email} isn't verified yet. Open the link in the verification email, then try again.`);
  }
  if (person.isPlatformAdmin) throw conflict(`${email} is already a platform admin.`);
  await revokeSessions(ctx, { userId: person.id });
  return setPlatformAdmin(ctx, person, true);
}

/**
 * Removes the role. It takes effect on their next request, because access is checked per request.
 *
 * @throws GatehouseError `not_found` without such an account, `conflict` if it isn't an admin.
 */
export async function revokePlatformAdmin(ctx: Context, email: string): Promise<PlatformAdmin> {
  const person = await lockPerson(ctx, email);
  if (!person.isPlatformAdmin) throw conflict(`${email} isn't a platform admin.`);
  return setPlatformAdmin(ctx, person, false);
}

async function lockPerson({ tx }: Context, email: string) {
  const [person] = await tx
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      emailVerified: users.emailVerified,
      isPlatformAdmin: users.isPlatformAdmin,
    })
    .from(users)
    .where(eq(users.email, email))
    .for("update");
  if (!person) throw new GatehouseError("not_found", `No account for ${email}. Sign up with this address first.`);
  return person;
}

async function setPlatformAdmin(ctx: Context, { id, email, name }: PlatformAdmin, isPlatformAdmin: boolean) {
  await ctx.tx.update(users).set({ isPlatformAdmin }).where(eq(users.id, id));
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: isPlatformAdmin ? "admin.granted" : "admin.revoked",
    subject: id,
  });
  return { id, email, name };
}

import { and, eq } from "drizzle-orm";
import { memberships, organizations, type roleNames, users } from "@/db/schema";
import { withAccount } from "@/lib/auth";
import { hashPassword } from "@/lib/auth/passwords/passwords";
import { now } from "@/lib/clock";
import { type Actor, type TenantContext, withoutTenant, withTenant } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { startOrganization } from "@/lib/tenancy";
import { addMember, newUser } from "@/testing/factories";

export const daysAgo = (days: number) => addDays(now(), -days);

export const seeder: Actor = { kind: "system", id: "seed" };

export type SeedOrganization = { organizationId: string; ownerId: string };

export type NewSeedOrganization = {
  name: string;
  owner: { name: string; email: string; password: string };
  plan: string;
  signedUpDaysAgo: number;
  profile: Record<string, string>;
};

type Colleague = {
  name: string;
  email: string;
  password: string;
  role: (typeof roleNames)[number];
  seenDaysAgo: number;
};

/** Creates a user who can sign in, or sets the password of an existing one and leaves everything else. @returns the id. */
export async function ensureUser(given: { name: string; email: string; password: string; platformAdmin?: boolean }) {
  const existing = await findUser(given.email);
  if (!existing) return (await newUser(given)).id;
  const passwordHash = await hashPassword(given.password);
  await withAccount({ actor: seeder, userId: existing }, ({ tx }) =>
    tx.update(users).set({ passwordHash }).where(eq(users.id, existing)),
  );
  return existing;
}

export async function findUser(email: string): Promise<string | undefined> {
  const [row] = await withoutTenant({ actor: seeder }, ({ tx }) =>
    tx.select({ id: users.id }).from(users).where(eq(users.email, email)),
  );
  return row?.id;
}

/** An organization that signed up some days ago and has finished onboarding. */
export async function newOrganization(given: NewSeedOrganization): Promise<SeedOrganization> {
  const { name, owner, plan, signedUpDaysAgo, profile } = given;
  const at = daysAgo(signedUpDaysAgo);
  const ownerId = await ensureUser(owner);
  const actor: Actor = { kind: "user", id: ownerId };
  const organizationId = await withoutTenant({ actor, now: at }, async (ctx) => {
    const tenant = await startOrganization(ctx, { name, ownerId, plan });
    await ctx.tx
      .update(organizations)
      .set({ profile, onboardedAt: at })
      .where(eq(organizations.id, tenant.organizationId));
    return tenant.organizationId;
  });
  return { organizationId, ownerId };
}

const joinedDaysAgo = 12;

/** Adds someone who joined after sign-up and was last there some days ago. */
export async function addColleague(
  { organizationId }: SeedOrganization,
  { role, seenDaysAgo, ...person }: Colleague,
): Promise<void> {
  const { id } = await addMember(organizationId, role, person);
  await withTenant({ organizationId, actor: seeder }, ({ tx }) =>
    tx
      .update(memberships)
      .set({ createdAt: daysAgo(joinedDaysAgo), lastSeenOn: isoDay(daysAgo(seenDaysAgo)) })
      .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, id))),
  );
}

/** Runs `work` as the organization's owner, dated `daysBack` days ago. */
export function asOwner<T>(
  { organizationId, ownerId }: SeedOrganization,
  daysBack: number,
  work: (ctx: TenantContext) => Promise<T>,
): Promise<T> {
  return withTenant({ organizationId, actor: { kind: "user", id: ownerId }, now: daysAgo(daysBack) }, work);
}

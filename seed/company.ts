import { eq } from "drizzle-orm";
import { organizations, users } from "@/db/schema";
import { hashPassword } from "@/lib/auth/passwords/passwords";
import { now } from "@/lib/clock";
import { type Actor, type TenantContext, withoutTenant, withTenant } from "@/lib/context";
import { startOrganization } from "@/lib/tenancy";
import { newUser } from "@/testing/factories";

export const day = 24 * 60 * 60 * 1000;
export const daysAgo = (days: number) => new Date(now().getTime() - days * day);

export const seeder: Actor = { kind: "system", id: "seed" };

export type Company = { organizationId: string; ownerId: string };

export type NewCompany = {
  name: string;
  owner: { name: string; email: string; password: string };
  plan: string;
  signedUpDaysAgo: number;
  profile: Record<string, string>;
};

/** A person who can sign in. Known already: they keep everything, and the password is the one given. */
export async function person(given: { name: string; email: string; password: string; platformAdmin?: boolean }) {
  const known = await findUser(given.email);
  if (!known) return (await newUser(given)).id;
  const passwordHash = await hashPassword(given.password);
  await withoutTenant({ actor: seeder }, ({ tx }) => tx.update(users).set({ passwordHash }).where(eq(users.id, known)));
  return known;
}

export async function findUser(email: string): Promise<string | undefined> {
  const [row] = await withoutTenant({ actor: seeder }, ({ tx }) =>
    tx.select({ id: users.id }).from(users).where(eq(users.email, email)),
  );
  return row?.id;
}

/** An organization that signed up some days ago and has answered onboarding's questions. */
export async function newCompany({ name, owner, plan, signedUpDaysAgo, profile }: NewCompany): Promise<Company> {
  const at = daysAgo(signedUpDaysAgo);
  const ownerId = await person(owner);
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

/** Runs `work` as the company's owner, as if it were `daysBack` days ago. */
export function asOwner<T>(company: Company, daysBack: number, work: (ctx: TenantContext) => Promise<T>): Promise<T> {
  const actor: Actor = { kind: "user", id: company.ownerId };
  return withTenant({ organizationId: company.organizationId, actor, now: daysAgo(daysBack) }, work);
}

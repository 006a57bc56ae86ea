import { uuidv7 } from "uuidv7";
import { memberships, organizations, type roleNames, trials, users } from "@/db/schema";
import { hashPassword } from "@/lib/auth/passwords/passwords";
import { now as clockNow } from "@/lib/clock";
import { type Actor, type TenantContext, withoutTenant, withPlatform, withTenant } from "@/lib/context";
import { addDays } from "@/lib/durations";

const seed: Actor = { kind: "system", id: "seed" };

export type NewUser = {
  email?: string;
  name?: string;
  verified?: boolean;
  platformAdmin?: boolean;
  passwordHash?: string;
  /** For users who sign in; hashed as at sign-up. */
  password?: string;
};

/** A user, verified by default. */
export async function newUser(given: NewUser = {}): Promise<{ id: string; email: string }> {
  const id = uuidv7();
  const email = given.email ?? `${id}@example.com`;
  const passwordHash = given.password ? await hashPassword(given.password) : (given.passwordHash ?? null);
  const within = given.platformAdmin ? withPlatform : withoutTenant;
  await within({ actor: seed }, (ctx) =>
    ctx.tx.insert(users).values({
      id,
      email,
      name: given.name ?? "Test Person",
      emailVerified: given.verified === false ? null : ctx.now,
      passwordHash,
      isPlatformAdmin: given.platformAdmin ?? false,
      createdAt: ctx.now,
    }),
  );
  return { id, email };
}

export type NewOrganization = {
  name?: string;
  plan?: string;
  createdAt?: Date;
  trialDays?: number;
  externalId?: string;
};

/** An organization on trial, by default for 14 days of `starter`, with an owner. */
export async function newOrganization(
  given: NewOrganization = {},
): Promise<{ id: string; ownerId: string; owner: Actor }> {
  const id = uuidv7();
  const owner = await newUser();
  const createdAt = given.createdAt ?? clockNow();
  await withTenant({ organizationId: id, actor: seed }, async ({ tx }) => {
    await tx.insert(organizations).values({
      id,
      name: given.name ?? `Organization ${id.slice(-6)}`,
      externalId: given.externalId ?? null,
      onboardedAt: createdAt,
      createdAt,
    });
    await tx.insert(trials).values({
      organizationId: id,
      planKey: given.plan ?? "starter",
      startedAt: createdAt,
      endsAt: addDays(createdAt, given.trialDays ?? 14),
    });
    await tx.insert(memberships).values({ organizationId: id, userId: owner.id, role: "owner", createdAt });
  });
  return { id, ownerId: owner.id, owner: { kind: "user", id: owner.id } };
}

export async function addMember(
  organizationId: string,
  role: (typeof roleNames)[number],
  given: NewUser = {},
): Promise<{ id: string; email: string }> {
  const user = await newUser(given);
  await withTenant({ organizationId, actor: seed }, (ctx) =>
    ctx.tx.insert(memberships).values({ organizationId, userId: user.id, role, createdAt: ctx.now }),
  );
  return user;
}

/** Runs `work` as the system inside the organization. */
export function inOrganization<T>(
  organizationId: string,
  work: (ctx: TenantContext) => Promise<T>,
  now?: Date,
): Promise<T> {
  return withTenant({ organizationId, actor: seed, ...(now ? { now } : {}) }, work);
}

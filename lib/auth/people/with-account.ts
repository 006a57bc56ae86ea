import "server-only";
import { eq, sql } from "drizzle-orm";
import { users, verificationTokens } from "@/db/schema";
import { type Actor, type Context, withoutTenant, withPlatform } from "@/lib/context";
import { appDatabase } from "@/lib/database";
import { hashToken } from "../links/tokens";

/** Whose account: by id, by address, or by the token of a link emailed to its address. */
export type AccountName = { userId: string } | { email: string } | { token: string };

type Opening = { actor: Actor; now?: Date };

/**
 * Runs `work`, which writes a session, a password or a link of one account, in a transaction outside of any tenant. The app role
 * can't write these for a platform admin (`db/routines/guard-platform-admins.sql`), so for their accounts it is the platform
 * role's. An unknown account gets the app role.
 */
export async function withAccount<T>(
  { actor, now, ...account }: Opening & AccountName,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const opening = { actor, ...(now ? { now } : {}) };
  const [user] = await appDatabase()
    .select({ isPlatformAdmin: users.isPlatformAdmin })
    .from(users)
    .where(whereNamed(account));
  return user?.isPlatformAdmin ? withPlatform(opening, work) : withoutTenant(opening, work);
}

function whereNamed(account: AccountName) {
  if ("userId" in account) return eq(users.id, account.userId);
  if ("email" in account) return eq(users.email, account.email);
  const { identifier, token } = verificationTokens;
  return sql`${users.email} = (select ${identifier} from ${verificationTokens} where ${token} = ${hashToken(account.token)})`;
}

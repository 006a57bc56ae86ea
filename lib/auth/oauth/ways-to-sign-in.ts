import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { externalIdentities, passkeys, users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { configuredProviders } from "./providers";

/** Whether the person has a password. */
export async function hasPassword({ tx }: Pick<Context, "tx">, userId: string): Promise<boolean> {
  const [user] = await tx.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  return Boolean(user?.passwordHash);
}

/** The number of ways a person can sign in: the password, each passkey, each linked account. */
export async function waysToSignIn(ctx: Pick<Context, "tx">, userId: string): Promise<number> {
  return (
    Number(await hasPassword(ctx, userId)) +
    (await ctx.tx.$count(passkeys, eq(passkeys.userId, userId))) +
    (await ctx.tx.$count(
      externalIdentities,
      and(eq(externalIdentities.userId, userId), inArray(externalIdentities.provider, configuredProviders())),
    ))
  );
}

import "server-only";
import { and, eq, gt } from "drizzle-orm";
import { cookies } from "next/headers";
import { authChallenges } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addMinutes, minute, second } from "@/lib/durations";
import { env } from "@/lib/env";
import { hashToken, newToken } from "../links/tokens";
import { challengeCookieName, cookieOptions } from "../sessions/session-cookie";

export type Challenge = typeof authChallenges.$inferSelect;
type Purpose = Challenge["purpose"];

/** How long a browser has to answer. */
const lifetimeMinutes = 10;

type NewChallenge = { purpose: Purpose; userId?: string; challenge?: string };

/** Stores a challenge, and its token in a cookie. A browser has one of each purpose. */
export async function openChallenge(
  { tx, wall }: Context,
  { purpose, userId, challenge }: NewChallenge,
): Promise<void> {
  const token = newToken();
  await tx.insert(authChallenges).values({
    tokenHash: hashToken(token),
    purpose,
    userId: userId ?? null,
    challenge: challenge ?? null,
    createdAt: wall,
    expires: addMinutes(wall, lifetimeMinutes),
  });
  const maxAge = (lifetimeMinutes * minute) / second;
  (await cookies()).set(challengeCookieName(env.APP_URL, purpose), token, { ...cookieOptions(env.APP_URL), maxAge });
}

/** The challenge of the browser's cookie, if it is for this purpose and hasn't expired. */
export async function currentChallenge(
  ctx: Pick<Context, "tx" | "wall">,
  purpose: Purpose,
): Promise<Challenge | undefined> {
  const token = await cookieToken(purpose);
  if (!token) return undefined;
  const [row] = await ctx.tx
    .select()
    .from(authChallenges)
    .where(isOpen(ctx, token, purpose));
  return row;
}

/** The same, and uses it up: of two requests one gets it. */
export async function takeChallenge(
  ctx: Pick<Context, "tx" | "wall">,
  purpose: Purpose,
): Promise<Challenge | undefined> {
  const token = await cookieToken(purpose);
  if (!token) return undefined;
  const [row] = await ctx.tx
    .delete(authChallenges)
    .where(isOpen(ctx, token, purpose))
    .returning();
  return row;
}

export async function dropChallengeCookie(purpose: Purpose): Promise<void> {
  (await cookies()).set(challengeCookieName(env.APP_URL, purpose), "", { ...cookieOptions(env.APP_URL), maxAge: 0 });
}

const cookieToken = async (purpose: Purpose) => (await cookies()).get(challengeCookieName(env.APP_URL, purpose))?.value;

const isOpen = ({ wall }: Pick<Context, "wall">, token: string, purpose: Purpose) =>
  and(
    eq(authChallenges.tokenHash, hashToken(token)),
    eq(authChallenges.purpose, purpose),
    gt(authChallenges.expires, wall),
  );

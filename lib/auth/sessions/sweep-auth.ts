import "server-only";
import { and, isNull, lt } from "drizzle-orm";
import { rateLimits, sessions, verificationTokens } from "@/db/schema";
import type { Context } from "@/lib/context";

const day = 24 * 60 * 60 * 1000;

/**
 * Deletes what has run out: counted attempts, sessions and mailed links. Sessions and links stay a day longer, so that a
 * link that is just over still says that it is over; impersonations until their end is written down. By the wall's time, as they are kept.
 */
export async function sweepAuth({ tx, wall }: Context): Promise<void> {
  const yesterday = new Date(wall.getTime() - day);
  await tx.delete(rateLimits).where(lt(rateLimits.expire, wall.getTime()));
  await tx.delete(sessions).where(and(lt(sessions.expires, yesterday), isNull(sessions.impersonatorId)));
  await tx.delete(verificationTokens).where(lt(verificationTokens.expires, yesterday));
}

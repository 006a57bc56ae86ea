import "server-only";
import { and, isNull, lt } from "drizzle-orm";
import { authChallenges, emailChanges, rateLimits, sessions, ssoRequests, verificationTokens } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";

/**
 * Deletes expired attempt counters, sessions, unfinished sign-ins and emailed links, by real time. Sessions and links are kept for another day, so
 * that a link that has just expired can say so; support sessions stay until `sweepImpersonations` has recorded their end.
 */
export async function sweepAuth({ tx, wall }: Context): Promise<void> {
  const yesterday = addDays(wall, -1);
  await tx.delete(rateLimits).where(lt(rateLimits.expire, wall.getTime()));
  await tx.delete(sessions).where(and(lt(sessions.expires, yesterday), isNull(sessions.impersonatorId)));
  await tx.delete(authChallenges).where(lt(authChallenges.expires, yesterday));
  await tx.delete(ssoRequests).where(lt(ssoRequests.expires, yesterday));
  await tx.delete(emailChanges).where(lt(emailChanges.expires, yesterday));
  await tx.delete(verificationTokens).where(lt(verificationTokens.expires, yesterday));
}

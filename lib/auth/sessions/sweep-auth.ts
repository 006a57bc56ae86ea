import "server-only";
import { and, isNull, lt } from "drizzle-orm";
import {
  authChallenges,
  emailChanges,
  oauthRequests,
  rateLimits,
  sessions,
  ssoRequests,
  verificationTokens,
} from "@/db/schema";
import type { Context } from "@/lib/context";
import { type Batch, deleteBatch } from "@/lib/delete-batch";

/**
 * Deletes sessions, unfinished sign-ins and emailed links that expired before a time, and attempt counters that have expired, all by
 * real time. They are kept for a while so that a link that has just expired can say so; support sessions stay until
 * `sweepImpersonations` has recorded their end.
 *
 * @returns how many were deleted, without counters.
 */
export async function sweepAuth(ctx: Context, { before, limit }: Batch): Promise<number> {
  await deleteBatch(ctx, rateLimits, lt(rateLimits.expire, ctx.wall.getTime()), limit);
  const ended = and(lt(sessions.expires, before), isNull(sessions.impersonatorId));
  return (
    (await deleteBatch(ctx, sessions, ended, limit)) +
    (await deleteBatch(ctx, authChallenges, lt(authChallenges.expires, before), limit)) +
    (await deleteBatch(ctx, oauthRequests, lt(oauthRequests.expires, before), limit)) +
    (await deleteBatch(ctx, ssoRequests, lt(ssoRequests.expires, before), limit)) +
    (await deleteBatch(ctx, emailChanges, lt(emailChanges.expires, before), limit)) +
    (await deleteBatch(ctx, verificationTokens, lt(verificationTokens.expires, before), limit))
  );
}

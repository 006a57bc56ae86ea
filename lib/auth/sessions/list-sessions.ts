import "server-only";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Context } from "@/lib/context";

export type OwnSession = {
  id: string;
  userAgent: string | null;
  address: string | null;
  createdAt: Date;
  expires: Date;
  /** The organization whose identity provider opened it. */
  ssoOrganizationId: string | null;
};

/** The person's active sessions, newest first, without support sessions. */
export function openSessions(ctx: Context, userId: string): Promise<OwnSession[]> {
  return ctx.tx
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      address: sessions.address,
      createdAt: sessions.createdAt,
      expires: sessions.expires,
      ssoOrganizationId: sessions.ssoOrganizationId,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expires, ctx.wall), isNull(sessions.impersonatorId)))
    .orderBy(desc(sessions.createdAt));
}

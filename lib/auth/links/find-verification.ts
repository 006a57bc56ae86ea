import "server-only";
import { and, eq, gt, isNull } from "drizzle-orm";
import { users, verificationTokens } from "@/db/schema";
import { wallNow } from "@/lib/clock";
import { appDatabase } from "@/lib/database";
import { hashToken } from "./tokens";

/** The account whose address a link would verify, without using the link; undefined when it is unknown, used or expired. */
export async function findVerification(
  token: string,
  now = wallNow(),
): Promise<{ userId: string; email: string } | undefined> {
  const [row] = await appDatabase()
    .select({ userId: users.id, email: users.email })
    .from(verificationTokens)
    .innerJoin(users, eq(users.email, verificationTokens.identifier))
    .where(
      and(
        eq(verificationTokens.token, hashToken(token)),
        eq(verificationTokens.purpose, "verify"),
        gt(verificationTokens.expires, now),
        isNull(users.emailVerified),
      ),
    );
  return row;
}

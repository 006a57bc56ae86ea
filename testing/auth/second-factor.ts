import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { totpFactors } from "@/db/schema";
import { startTotpSetUp } from "@/lib/auth";
import type { PersonContext } from "@/lib/auth/people/as-person";
import { confirmTotp } from "@/lib/auth/second-factor/set-up-totp";
import { totpCode } from "@/lib/auth/second-factor/totp";
import type { Session } from "@/lib/auth/sessions/find-session";
import { withoutTenant } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { openSecret } from "@/lib/secrets";
import { asUser } from "../actors";

/** Runs a verb as the person of a session, by default now. */
export const asThem = <T>(session: Session, work: (person: PersonContext) => Promise<T>, now?: Date): Promise<T> =>
  withoutTenant({ actor: asUser(session.user.id), ...(now ? { now } : {}) }, (ctx) => work({ ...ctx, session }));

/** The secret of a person's authenticator app: the one in use, or the one that is being set up. */
export async function totpSecretOf(userId: string, which: "in use" | "in setup" = "in use"): Promise<string> {
  const confirmed = which === "in use" ? isNotNull(totpFactors.confirmedAt) : isNull(totpFactors.confirmedAt);
  const [row] = await platformDatabase()
    .select()
    .from(totpFactors)
    .where(and(eq(totpFactors.userId, userId), confirmed));
  if (!row) throw new Error("no authenticator app is set up");
  return openSecret(row.secret, "totp_factors.secret", row.id);
}

/** Sets up an authenticator app. @returns its secret, and the recovery codes. */
export async function setUpTotp(session: Session, now = new Date()): Promise<{ secret: string; codes: string[] }> {
  await asThem(session, startTotpSetUp);
  const secret = await totpSecretOf(session.user.id, "in setup");
  const codes = await asThem(session, (person) => confirmTotp(person, { code: totpCode(secret, now) }), now);
  return { secret, codes };
}

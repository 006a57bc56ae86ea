import "server-only";
import { desc, eq } from "drizzle-orm";
import { totpFactors, users } from "@/db/schema";
import { currentSession, secondStep, totpCode, totpRemaining, totpStep } from "@/lib/auth";
import { type Actor, withoutTenant } from "@/lib/context";
import { addMinutes } from "@/lib/durations";
import { openSecret } from "@/lib/secrets";
import { timeMachineExists } from "./guard";

/** What an authenticator app would show, and for how many more milliseconds. */
export type DemoCode = { code: string; expiresIn: number };

const actor: Actor = { kind: "system", id: "sign_up" };

/**
 * The code that is due now in this browser: for the second step of a sign-in, or for the person who is signed in. Only in
 * development and the demo, and only for sample accounts, whose addresses (`.example`) can belong to no one.
 */
export async function demoCode(): Promise<DemoCode | undefined> {
  if (!timeMachineExists()) return undefined;
  const session = await currentSession();
  const userId = (await secondStep())?.userId ?? (session?.impersonator ? undefined : session?.user.id);
  if (!userId) return undefined;
  return withoutTenant({ actor }, async ({ tx, wall }) => {
    const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
    if (!user?.email.endsWith(".example")) return undefined;
    // A set-up that waits for its first code goes before the app in use.
    const [factor] = await tx
      .select()
      .from(totpFactors)
      .where(eq(totpFactors.userId, userId))
      .orderBy(desc(totpFactors.createdAt))
      .limit(1);
    if (!factor) return undefined;
    const secret = openSecret(factor.secret, "totp_factors.secret", factor.id);
    const isUsed = factor.lastStep !== null && factor.lastStep >= totpStep(wall);
    // A used code is refused. The next one is accepted already, as from a phone whose clock is ahead.
    return { code: totpCode(secret, isUsed ? addMinutes(wall, 0.5) : wall), expiresIn: totpRemaining(wall) };
  });
}

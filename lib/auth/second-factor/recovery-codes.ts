import "server-only";
import { eq } from "drizzle-orm";
import { recoveryCodes } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { conflict } from "@/lib/errors";
import type { PersonContext } from "../people/as-person";
import { requireConfirmed } from "./confirmed";
import { factorsOf, hasFactor } from "./factors";
import { hashRecoveryCode, newRecoveryCode, recoveryCodeCount } from "./recovery-code";

/**
 * Replaces the person's recovery codes. @returns the new ones, which are shown once.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`; `conflict` without a second factor.
 */
export async function renewRecoveryCodes(person: PersonContext): Promise<string[]> {
  requireConfirmed(person);
  const { user } = person.session;
  if (!hasFactor(await factorsOf(person, user.id))) {
    throw conflict("Set up an authenticator app or a passkey first.");
  }
  const codes = await replaceCodes(person, user.id);
  await recordAccountAudit(person, { action: "auth.recovery_codes_renewed" });
  return codes;
}

/** The person's first recovery codes; undefined if they have some. */
export async function firstRecoveryCodes(ctx: Context, userId: string): Promise<string[] | undefined> {
  const left = await ctx.tx.$count(recoveryCodes, eq(recoveryCodes.userId, userId));
  return left > 0 ? undefined : replaceCodes(ctx, userId);
}

async function replaceCodes({ tx, wall }: Context, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ userId, codeHash: hashRecoveryCode(code), createdAt: wall })));
  return codes;
}

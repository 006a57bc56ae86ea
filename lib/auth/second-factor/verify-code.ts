import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { recoveryCodes, totpFactors } from "@/db/schema";
import type { Context } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { openSecret } from "@/lib/secrets";
import { hashRecoveryCode, looksLikeRecoveryCode, normalizeCode } from "./recovery-code";
import { matchTotp } from "./totp";

/**
 * Checks the code of an authenticator app, or a recovery code, and uses it up: of concurrent requests with the same code one
 * succeeds. Call `countAttempt` first.
 *
 * @throws GatehouseError `invalid_input` on the field `code`.
 */
export async function verifyCode(
  ctx: Context,
  { userId, code }: { userId: string; code: string },
): Promise<"totp" | "recovery_code"> {
  if (looksLikeRecoveryCode(code)) {
    if (await redeemRecoveryCode(ctx, userId, code)) return "recovery_code";
    throw wrongCode("This recovery code is wrong or was already used.");
  }
  if (await redeemTotpCode(ctx, userId, normalizeCode(code))) return "totp";
  throw wrongCode("This code is wrong or was already used. Enter the next one your app shows.");
}

/** The row is locked, so a second request with the same code waits, and then finds it used. */
async function redeemTotpCode({ tx, wall }: Context, userId: string, code: string): Promise<boolean> {
  const [factor] = await tx
    .select()
    .from(totpFactors)
    .where(and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt)))
    .for("update");
  if (!factor) return false;
  const secret = openSecret(factor.secret, "totp_factors.secret", factor.id);
  const step = matchTotp(secret, code, { now: wall, after: factor.lastStep });
  if (step === null) return false;
  await tx.update(totpFactors).set({ lastStep: step }).where(eq(totpFactors.id, factor.id));
  return true;
}

async function redeemRecoveryCode({ tx }: Context, userId: string, code: string): Promise<boolean> {
  const used = await tx
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, hashRecoveryCode(code))))
    .returning({ userId: recoveryCodes.userId });
  return used.length > 0;
}

export function wrongCode(message: string) {
  return invalidInput(message, { errors: [{ field: "code", message }] });
}

import "server-only";
import { resetPassword } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { recognizeOwner } from "./recognize-owner";

/**
 * Sets a new password with the token emailed to the address. That verifies an unverified address, so the same things follow
 * as from verifying it.
 *
 * @returns the account's address.
 * @throws GatehouseError `invalid_input` when the link is unknown, used or expired.
 */
export async function chooseNewPassword(
  ctx: Context,
  input: { token: string; password: string },
): Promise<{ email: string }> {
  const { userId, email, firstVerified } = await resetPassword(ctx, input);
  if (firstVerified) await recognizeOwner(ctx, { userId, email });
  return { email };
}

import "server-only";
import { resetPassword } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { recognizeOwner } from "./recognize-owner";

/**
 * Sets a new password by the token mailed to the address. Who does so before verifying has shown with it that the address is
 * theirs, so all that follows from verifying follows.
 *
 * @throws GatehouseError `invalid_input` when the link is unknown, used or expired.
 */
export async function chooseNewPassword(ctx: Context, input: { token: string; password: string }): Promise<void> {
  const { userId, email, firstVerified } = await resetPassword(ctx, input);
  if (firstVerified) await recognizeOwner(ctx, { userId, email });
}

import "server-only";
import { verifyEmail } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { recognizeOwner } from "./recognize-owner";

/**
 * Verifies a person's address with the token emailed to it, and starts what follows for a new owner: see `recognizeOwner`.
 *
 * @throws GatehouseError `invalid_input` when the link is unknown, used or expired.
 */
export async function confirmEmail(
  ctx: Context,
  input: { token: string; userId: string },
): Promise<{ userId: string; trialRefused: boolean }> {
  const verified = await verifyEmail(ctx, input);
  return { userId: verified.userId, ...(await recognizeOwner(ctx, verified)) };
}

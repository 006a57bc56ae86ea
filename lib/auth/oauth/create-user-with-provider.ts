import "server-only";
import type { Context } from "@/lib/context";
import { conflict, forbidden } from "@/lib/errors";
import { createUserWithoutPassword } from "../people/create-user";
import { addIdentity } from "./identities";
import { providerLabels } from "./labels";
import { dropProfile, type KeptProfile } from "./requests";

/**
 * Creates the account of someone who signs in with a provider, and ends their unfinished sign-up.
 *
 * @throws GatehouseError `forbidden` while the address isn't confirmed; `conflict` if it, or the account at the provider, has an account
 *   by now.
 */
export async function createUserWithProvider(
  ctx: Context,
  kept: KeptProfile,
): Promise<{ userId: string; email: string }> {
  const { provider, profile } = kept;
  const { email, emailVerified, name } = profile;
  if (!email || !emailVerified) throw forbidden("Confirm your email address first.");
  const userId = await createUserWithoutPassword(ctx, { email, name: name ?? undefined, verified: true });
  if (!userId) throw conflict("You already have an account. Sign in instead.");
  if (!(await addIdentity(ctx, userId, { provider, profile }))) {
    throw conflict(`This ${providerLabels[provider]} account already has an account here. Sign in instead.`);
  }
  await dropProfile(ctx, kept);
  return { userId, email };
}

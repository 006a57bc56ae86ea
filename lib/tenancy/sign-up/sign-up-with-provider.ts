import "server-only";
import { createUserWithProvider, type KeptProfile } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { recognizeOwner } from "./recognize-owner";
import { startCompany, type Visitor } from "./start-company";

/**
 * Same as `signUp`, for someone who signs in with a provider. The address is already verified, so the effects of verifying it follow
 * right away.
 *
 * @throws GatehouseError `conflict` when the address or the account at the provider has an account by now.
 */
export async function signUpWithProvider(
  ctx: Context,
  { kept, company }: { kept: KeptProfile; company: string },
  visitor?: Visitor,
): Promise<{ userId: string; email: string; trialRefused: boolean }> {
  const { userId, email } = await createUserWithProvider(ctx, kept);
  const { plan, interval, currency, link } = kept.choices;
  await startCompany(ctx, { company, email, plan, interval, currency, link, ownerId: userId }, visitor);
  return { userId, email, ...(await recognizeOwner(ctx, { userId, email })) };
}

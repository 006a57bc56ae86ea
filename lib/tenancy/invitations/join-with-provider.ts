import "server-only";
import { createUserWithProvider, type KeptProfile } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { acceptInvitation } from "./accept-invitation";

/**
 * Same as `joinByInvitation`, for someone who signs in with a provider. Their address has to be the invited one.
 *
 * @throws GatehouseError as `createUserWithProvider` and `acceptInvitation` do.
 */
export async function joinWithProvider(
  ctx: TenantContext,
  { kept, token }: { kept: KeptProfile; token: string },
): Promise<{ userId: string; email: string }> {
  const created = await createUserWithProvider(ctx, kept);
  await acceptInvitation(ctx, { token, userId: created.userId });
  return created;
}

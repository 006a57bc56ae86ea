import "server-only";
import { createUser, type JoinInput } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { acceptInvitation } from "./accept-invitation";
import type { FoundInvitation } from "./find-invitation";

/**
 * A new person sets a password and joins. Holding the link shows that the address is theirs.
 *
 * @throws GatehouseError `conflict` when the address has signed up meanwhile, and what `acceptInvitation` throws.
 */
export async function joinByInvitation(
  ctx: TenantContext,
  { token, name, password, invitation }: JoinInput & { invitation: FoundInvitation },
): Promise<{ userId: string }> {
  const userId = await createUser(ctx, { email: invitation.email, name, password, verified: true });
  if (!userId) throw conflict("You have an account already. Sign in to join.");
  await acceptInvitation(ctx, { token, userId });
  return { userId };
}

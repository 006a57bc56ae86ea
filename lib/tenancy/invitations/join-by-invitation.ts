import "server-only";
import { createUser, type JoinInput } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { acceptInvitation } from "./accept-invitation";
import type { FoundInvitation } from "./find-invitation";

/**
 * Creates an account for a new person and joins the organization. Holding the link verifies the address.
 *
 * @throws GatehouseError `conflict` when the address has an account by now, and what `acceptInvitation` throws.
 */
export async function joinByInvitation(
  ctx: TenantContext,
  { token, name, password, invitation }: JoinInput & { invitation: FoundInvitation },
): Promise<{ userId: string }> {
  const userId = await createUser(ctx, { email: invitation.email, name, password, verified: true });
  if (!userId) throw conflict("You already have an account. Sign in to join.");
  await acceptInvitation(ctx, { token, userId });
  return { userId };
}

import "server-only";
import { requireConfirmed } from "@/lib/auth";
import type { Member } from "../access/as-member";
import { membershipOf } from "./owners";
import type { Role } from "./roles";

/**
 * Before the owner role is given to someone, or taken from them: an unattended browser must not hand the organization over.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`; `not_found` for someone who isn't a member.
 */
export async function confirmOwnership(
  member: Member,
  { userId, role }: { userId?: string; role?: Role },
): Promise<void> {
  const touchesOwner =
    role === "owner" || (userId !== undefined && (await membershipOf(member, userId)).role === "owner");
  if (touchesOwner) requireConfirmed(member);
}

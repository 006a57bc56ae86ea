import "server-only";
import { and, eq } from "drizzle-orm";
import { invitations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import { explainState, invitationState } from "./invitation";

/**
 * The invitation of an id, its row locked until the transaction ends.
 *
 * @throws GatehouseError `not_found`, `conflict` when it was accepted or taken back.
 */
export async function waitingInvitation(ctx: TenantContext, invitationId: string) {
  const [row] = await ctx.tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.organizationId, ctx.organizationId), eq(invitations.id, invitationId)))
    .for("update");
  const invitation = found(row, "invitation");
  const state = invitationState(invitation, ctx.now);
  if (state === "accepted" || state === "revoked") throw conflict(explainState(state));
  return invitation;
}

import "server-only";
import { catalog, type Limit } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { measureSeats } from "./measure-seats";
import { type OpenInvitation, openInvitations } from "./open-invitations";
import { sellsSeats } from "./seat-meter";

/**
 * The invitations that a seat limit leaves no room for at `ctx.now`, newest first. Members keep their seats, however few
 * there are.
 */
export async function invitationsOver(ctx: TenantContext, limit: Limit): Promise<OpenInvitation[]> {
  if (limit === "unlimited" || !sellsSeats(catalog)) return [];
  const used = (await measureSeats(ctx, ctx.organizationId))[0]?.level ?? 0;
  return used > limit ? (await openInvitations(ctx)).slice(0, used - limit) : [];
}

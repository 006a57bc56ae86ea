import "server-only";
import type { Context } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { readCursor } from "../list/list-cursor";
import { listOrganizations } from "../list/list-organizations";
import { type OrganizationFilter, sortingOf } from "../list/organization-filter";

type Query = Omit<OrganizationFilter, "after" | "hide"> & { limit: number; cursor?: string | undefined };

/**
 * One page of organizations as the API lists them.
 *
 * @throws GatehouseError `invalid_input` for a cursor that isn't from a page with the same order.
 */
export async function organizationsPage(ctx: Context, { limit, cursor, ...filter }: Query) {
  if (cursor !== undefined && !readCursor(sortingOf(filter), cursor)) {
    throw invalidInput("cursor: use the nextCursor of the previous page, with the same sort.");
  }
  const { rows, next } = await listOrganizations(ctx, { ...filter, after: cursor }, limit);
  return { data: rows.map(({ planKey, nextAt: _, ...row }) => ({ ...row, plan: planKey })), nextCursor: next ?? null };
}

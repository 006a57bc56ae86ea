import { listOrganizations } from "@/lib/admin";
import { operations, otherMethods, serve } from "@/lib/api";

export const GET = serve(operations.listOrganizations, async ({ admin, query: { limit, cursor, ...filter } }) => {
  const { rows, next } = await listOrganizations(admin, { ...filter, after: cursor }, limit);
  return { data: rows.map(({ planKey, ...row }) => ({ ...row, plan: planKey })), nextCursor: next ?? null };
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");

import "server-only";
import { and, asc, eq, or } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { savedViews, users } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import { hasSqlState } from "@/lib/database";
import { conflict, found } from "@/lib/errors";
import type { Admin } from "../as-platform-admin";
import { viewParameters } from "./organization-filter";
import { organizationFilterSchema } from "./organization-filter-schema";
import type { SaveViewInput } from "./view-input";

export type SavedView = { id: string; name: string; query: string; shared: boolean; own: boolean; by: string };

/** The admin's own views and those that others share, by name. */
export async function listSavedViews({ tx, session }: Admin): Promise<SavedView[]> {
  const rows = await tx
    .select({ view: savedViews, name: users.name, email: users.email })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.userId))
    .where(or(eq(savedViews.userId, session.user.id), eq(savedViews.shared, true)))
    .orderBy(asc(savedViews.name), asc(savedViews.id));
  return rows.map(({ view: { id, name, query, shared, userId }, ...author }) => ({
    id,
    name,
    query,
    shared,
    own: userId === session.user.id,
    by: author.name ?? author.email,
  }));
}

const uniqueViolation = "23505";

/**
 * Saves the list's filter, order and columns under a name.
 *
 * @throws GatehouseError `conflict` if the admin has a view of this name, with `errors` for the form.
 */
export async function saveView(ctx: Admin, { name, query, shared }: SaveViewInput): Promise<{ id: string }> {
  const id = uuidv7();
  const parameters = organizationFilterSchema.parse(Object.fromEntries(new URLSearchParams(query)));
  const row = { id, userId: ctx.session.user.id, name, query: String(viewParameters(parameters)), shared };
  await ctx.tx
    .insert(savedViews)
    .values({ ...row, createdAt: ctx.now })
    .catch((error: unknown) => {
      if (!hasSqlState(error, uniqueViolation)) throw error;
      const message = `You already have a view named "${name}".`;
      throw conflict(message, { errors: [{ field: "name", message }] });
    });
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "admin.view_saved",
    subject: id,
    details: { name, query: row.query, shared },
  });
  return { id };
}

/** Deletes one of the admin's own views. @throws GatehouseError `not_found`, also for another admin's view. */
export async function deleteView(ctx: Admin, { viewId }: { viewId: string }): Promise<void> {
  const [deleted] = await ctx.tx
    .delete(savedViews)
    .where(and(eq(savedViews.id, viewId), eq(savedViews.userId, ctx.session.user.id)))
    .returning({ name: savedViews.name });
  const { name } = found(deleted, "view");
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "admin.view_deleted",
    subject: viewId,
    details: { name },
  });
}

import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { organizationNotes, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import type { NoteInput, PinNoteInput } from "../input";

/** What platform admins wrote about the customer, pinned notes first, then the newest. */
export async function notesOf({ tx, organizationId }: TenantContext) {
  const rows = await tx
    .select({ note: organizationNotes, name: users.name, email: users.email })
    .from(organizationNotes)
    .leftJoin(users, eq(users.id, organizationNotes.authorId))
    .where(eq(organizationNotes.organizationId, organizationId))
    .orderBy(desc(organizationNotes.pinned), desc(organizationNotes.createdAt), desc(organizationNotes.id))
    .limit(50);
  return rows.map(({ note: { id, text, pinned, createdAt }, name, email }) => ({
    id,
    text,
    pinned,
    createdAt,
    author: name ?? email ?? "A former admin",
  }));
}
export type Note = Awaited<ReturnType<typeof notesOf>>[number];

/** Adds a note. The audit log says that, not what it says: notes can be deleted. */
export async function addNote(ctx: TenantContext, { text, pinned }: NoteInput): Promise<{ id: string }> {
  const { tx, organizationId, actor, now } = ctx;
  const id = uuidv7();
  const authorId = actor.kind === "user" ? actor.id : null;
  await tx.insert(organizationNotes).values({ organizationId, id, authorId, text, pinned, createdAt: now });
  await recordAudit(ctx, { organizationId, action: "admin.note_added", subject: id });
  return { id };
}

/** @throws GatehouseError `not_found`. */
export async function pinNote({ tx, organizationId }: TenantContext, { noteId, pinned }: PinNoteInput): Promise<void> {
  const [row] = await tx
    .update(organizationNotes)
    .set({ pinned })
    .where(and(eq(organizationNotes.organizationId, organizationId), eq(organizationNotes.id, noteId)))
    .returning({ id: organizationNotes.id });
  found(row, "note");
}

/** @throws GatehouseError `not_found`. */
export async function deleteNote(ctx: TenantContext, { noteId }: { noteId: string }): Promise<void> {
  const { tx, organizationId } = ctx;
  const [row] = await tx
    .delete(organizationNotes)
    .where(and(eq(organizationNotes.organizationId, organizationId), eq(organizationNotes.id, noteId)))
    .returning({ id: organizationNotes.id });
  found(row, "note");
  await recordAudit(ctx, { organizationId, action: "admin.note_deleted", subject: noteId });
}

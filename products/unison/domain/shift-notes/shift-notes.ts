import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import { users } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { plants, shiftNotes, workOrders } from "@/products/unison/schema";
import { authorName, personOf } from "../person-of";
import { lockOrder } from "../quality/report-non-conformance";
import { shiftsOf } from "../shifts/plant-shifts";
import { shiftAt } from "../shifts/shift-time";
import { longText } from "../text-input";

const text = longText(1000).min(1, "Write a note.");

/** About a work order, or about its plant as a whole. */
export const noteSchema = z.union([
  z.strictObject({ workOrderId: z.uuid(), text }),
  z.strictObject({ plantId: z.uuid(), text }),
]);
export type NoteInput = z.output<typeof noteSchema>;

/** Leaves a note, dated by the shift that runs now at the plant. @throws GatehouseError `not_found`, `read_only`. */
export async function addShiftNote(ctx: TenantContext, input: NoteInput): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, now, tx } = ctx;
  const workOrderId = "workOrderId" in input ? input.workOrderId : null;
  const plantId = "plantId" in input ? input.plantId : (await lockOrder(ctx, input.workOrderId)).plantId;
  const [row] = await tx
    .select({ timeZone: plants.timeZone, name: plants.name })
    .from(plants)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, plantId)))
    .for("key share");
  const plant = found(row, "plant");
  const { shift, day } = shiftAt(await shiftsOf(ctx, plantId), now, plant.timeZone);
  const id = uuidv7();
  await tx.insert(shiftNotes).values({
    organizationId,
    id,
    plantId,
    workOrderId,
    shift,
    day,
    text: input.text,
    createdBy: personOf(ctx),
    createdAt: now,
  });
  await recordAudit(ctx, { organizationId, action: "shift_note.added", subject: id, details: { name: plant.name } });
}

/** @throws GatehouseError `not_found`, `read_only`. */
export async function removeShiftNote(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const [row] = await tx
    .delete(shiftNotes)
    .where(and(eq(shiftNotes.organizationId, organizationId), eq(shiftNotes.id, id)))
    .returning({ id: shiftNotes.id });
  found(row, "note");
  await recordAudit(ctx, { organizationId, action: "shift_note.removed", subject: id });
}

/** The latest notes of a plant or a work order, newest first. */
export function listShiftNotes(
  { organizationId, tx }: TenantContext,
  about: { plantId: string } | { workOrderId: string },
  limit: number,
) {
  return tx
    .select({
      id: shiftNotes.id,
      text: shiftNotes.text,
      shift: shiftNotes.shift,
      day: shiftNotes.day,
      createdAt: shiftNotes.createdAt,
      author: authorName,
      workOrderId: shiftNotes.workOrderId,
      orderNumber: workOrders.number,
    })
    .from(shiftNotes)
    .leftJoin(users, eq(users.id, shiftNotes.createdBy))
    .leftJoin(
      workOrders,
      and(eq(workOrders.organizationId, shiftNotes.organizationId), eq(workOrders.id, shiftNotes.workOrderId)),
    )
    .where(
      and(
        eq(shiftNotes.organizationId, organizationId),
        "plantId" in about ? eq(shiftNotes.plantId, about.plantId) : eq(shiftNotes.workOrderId, about.workOrderId),
      ),
    )
    .orderBy(desc(shiftNotes.createdAt))
    .limit(limit);
}
export type ShiftNote = Awaited<ReturnType<typeof listShiftNotes>>[number];

import { z } from "zod";
import { idSchema, requiredText } from "../text-input";

/** What a plant consists of, in order. Both have a name and a place in the order. */
export const partKinds = ["department", "lane"] as const;
export type PartKind = (typeof partKinds)[number];

const kind = z.enum(partKinds);

export const addPartSchema = z.strictObject({ kind, plantId: z.uuid(), name: requiredText("Enter a name.", 60) });
export type AddPart = z.output<typeof addPartSchema>;

export const renamePartSchema = idSchema.extend({ kind, name: requiredText("Enter a name.", 60) });
export type RenamePart = z.output<typeof renamePartSchema>;

export const movePartSchema = idSchema.extend({ kind, direction: z.enum(["up", "down"]) });
export type MovePart = z.output<typeof movePartSchema>;

/** `moveTo` is where its work orders go: another one of the same plant, or none. */
export const removePartSchema = idSchema.extend({
  kind,
  moveTo: z
    .union([z.literal(""), z.uuid()])
    .nullish()
    .transform((id) => id || null),
});
export type RemovePart = z.output<typeof removePartSchema>;

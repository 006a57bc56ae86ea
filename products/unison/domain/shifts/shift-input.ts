import { z } from "zod";
import { idSchema, nameInput } from "../text-input";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:00)?$/, "Enter a time.");

const fields = { name: nameInput("shift", 60), startsAt: time, endsAt: time };
const lasts = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
  startsAt.slice(0, 5) !== endsAt.slice(0, 5);
const error = { error: "A shift can't end when it starts.", path: ["endsAt"] };

export const addShiftSchema = z.strictObject({ plantId: z.uuid(), ...fields }).refine(lasts, error);
export type AddShift = z.output<typeof addShiftSchema>;

export const updateShiftSchema = idSchema.extend(fields).refine(lasts, error);
export type UpdateShift = z.output<typeof updateShiftSchema>;

/** ISO weekdays: Monday is 1. */
export const workdaysSchema = idSchema.extend({
  workdays: z
    .array(z.coerce.number().int().min(1).max(7))
    .min(1, "Choose at least one day.")
    .max(7)
    .transform((days) => [...new Set(days)].sort((a, b) => a - b)),
});
export type Workdays = z.output<typeof workdaysSchema>;

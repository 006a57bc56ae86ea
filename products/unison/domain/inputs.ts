import { z } from "zod";
import { idSchema, nameInput, optionalText, orNothing, requiredText, wholeNumber } from "./text-input";

/** An IANA time zone this runtime knows. */
export const timeZoneSchema = z.string().max(64).refine(isTimeZone, "Choose a time zone from the list.");

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en-US", { timeZone: name })) && /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

export const plantSchema = z.strictObject({
  name: nameInput("plant", 80),
  location: optionalText(120),
  timeZone: timeZoneSchema,
});
export type PlantInput = z.output<typeof plantSchema>;

export const plantChangeSchema = plantSchema.extend(idSchema.shape);
export type PlantChange = z.output<typeof plantChangeSchema>;

export const workOrderSchema = z.strictObject({
  title: requiredText("Enter a title.", 160),
  product: optionalText(120),
  quantity: wholeNumber(1, 1_000_000),
  priority: z.enum(["low", "normal", "high"]),
  plantId: z.uuid("Choose a plant."),
  departmentId: orNothing(z.uuid("Choose a department.")),
  dueOn: orNothing(z.iso.date("Enter a date.")),
  laneId: orNothing(z.uuid("Choose a lane.")).optional(),
  plannedMinutes: orNothing(wholeNumber(1, 60_000)).optional(),
});
export type WorkOrderInput = z.output<typeof workOrderSchema>;

/** `seen` is what the form showed before the person changed it. Without it, the order is changed whatever it is by now. */
export const workOrderChangeSchema = workOrderSchema.extend({ ...idSchema.shape, seen: workOrderSchema.optional() });
export type WorkOrderChange = z.output<typeof workOrderChangeSchema>;

const statusSchema = z.enum(["open", "in_progress", "done"]);

/** `from` is where the person saw it. Without it, the order is moved from anywhere. */
export const moveSchema = idSchema.extend({ status: statusSchema, from: statusSchema.optional() });
export type Move = z.output<typeof moveSchema>;

const laneId = z
  .union([z.literal(""), z.uuid()])
  .nullable()
  .transform((id) => id || null);

/** `from` is the lane in which the person saw the order; null is none. */
export const placeSchema = idSchema.extend({ laneId, from: laneId });
export type Placement = z.output<typeof placeSchema>;

export const blockSchema = idSchema.extend({ reason: requiredText("Enter a reason.", 200) });
export type Block = z.output<typeof blockSchema>;

export const quantitiesSchema = idSchema.extend({
  good: wholeNumber(0, 1_000_000),
  scrap: wholeNumber(0, 1_000_000),
});
export type Quantities = z.output<typeof quantitiesSchema>;

/** The product's onboarding step: the first plant, and whether to add sample data to it. */
export const setUpSchema = plantSchema.extend({
  /** A form sends "on" for a checked box, and nothing otherwise. */
  sampleData: z.union([z.boolean(), z.literal("on").transform(() => true)]).default(false),
});

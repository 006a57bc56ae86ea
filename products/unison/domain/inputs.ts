import { z } from "zod";

const name = (what: string, longest: number) =>
  z
    .string()
    .trim()
    .min(1, `Enter a name for the ${what}.`)
    .max(longest, `Use at most ${longest} characters.`)
    .refine((text) => !/\p{Cc}/u.test(text), "Remove line breaks and control characters.");

const optionalText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `Use at most ${longest} characters.`)
    .refine((text) => !/\p{Cc}/u.test(text), "Remove line breaks and control characters.")
    .nullish()
    .transform((text) => text || null);

/** Forms send an empty string for an omitted value. */
const orNothing = (schema: z.ZodType<string, string>) =>
  z
    .union([z.literal(""), schema])
    .nullish()
    .transform((value) => value || null);

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
  name: name("plant", 80),
  location: optionalText(120),
  timeZone: timeZoneSchema,
});
export type PlantInput = z.output<typeof plantSchema>;

export const idSchema = z.strictObject({ id: z.uuid() });

export const plantChangeSchema = plantSchema.extend(idSchema.shape);
export type PlantChange = z.output<typeof plantChangeSchema>;

export const workOrderSchema = z.strictObject({
  title: name("work order", 160),
  product: optionalText(120),
  quantity: z.coerce
    .number("Enter a whole number.")
    .int("Enter a whole number.")
    .min(1, "Enter 1 or more.")
    .max(1_000_000, "Enter 1,000,000 or less."),
  priority: z.enum(["low", "normal", "high"]),
  plantId: z.uuid("Choose a plant."),
  departmentId: orNothing(z.uuid("Choose a department.")),
  dueOn: orNothing(z.iso.date("Enter a date.")),
});
export type WorkOrderInput = z.output<typeof workOrderSchema>;

export const workOrderChangeSchema = workOrderSchema.extend(idSchema.shape);
export type WorkOrderChange = z.output<typeof workOrderChangeSchema>;

export const moveSchema = idSchema.extend({ status: z.enum(["open", "in_progress", "done"]) });
export type Move = z.output<typeof moveSchema>;

/** The product's onboarding step: the first plant, and whether to add sample data to it. */
export const setUpSchema = plantSchema.extend({
  /** A form sends "on" for a checked box, and nothing otherwise. */
  sampleData: z.union([z.boolean(), z.literal("on").transform(() => true)]).default(false),
});

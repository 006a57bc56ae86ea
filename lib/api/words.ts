import { z } from "zod";
import { limitSchema } from "@/lib/catalog/types";

/** The words that many answers share. */
export const limit = limitSchema.meta({ description: "Units, or `unlimited`." });
export const instant = z.string().meta({ format: "date-time", description: "ISO 8601, UTC." });
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();
export const access = z
  .enum(["full", "grace", "read_only", "blocked"])
  .meta({ description: "What the organization may do at all." });
export const organization = z.string().meta({ description: "Our id of the organization." });
export const named = z.strictObject({ key: z.string(), name: z.string() });
export const minorUnits = z.int().meta({ description: "Minor units of the currency, such as cents." });
export const currency = z.string().meta({ description: "ISO 4217, lower case." });

/** How a limit or feature came about, step by step; the last one holds. */
export const because = z.array(
  z.strictObject({
    source: z.enum(["plan", "fallback", "add_on", "override", "access"]),
    value: z.union([limitSchema, z.boolean()]),
    because: z.string(),
    until: maybe(instant),
  }),
);

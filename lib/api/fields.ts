import { z } from "zod";
import { limitSchema } from "@/lib/catalog/types";

/** Fields that many answers share. */
export const limit = limitSchema.meta({ description: "Units, or `unlimited`." });
export const instant = z.string().meta({ format: "date-time", description: "ISO 8601, UTC." });
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();
const accessLevel = z.enum(["full", "grace", "read_only", "blocked"]);
export const access = accessLevel.meta({ description: "The organization's overall access." });
export const organization = z.string().meta({ description: "Gatehouse's ID of the organization." });
export const named = z.strictObject({ key: z.string(), name: z.string() });
export const minorUnits = z.int().meta({ description: "Minor units of the currency, such as cents." });
export const currency = z.string().meta({ description: "ISO 4217, lowercase." });

/** With a platform key, which may read any organization. */
export const ofOrganization = z.strictObject({
  organization: z
    .string()
    .optional()
    .meta({ description: "With a platform key: Gatehouse's ID, or your own `externalId`." }),
});

/** Where a limit or feature comes from, step by step; the last one applies. */
export const because = z.array(
  z.strictObject({
    source: z.enum(["plan", "fallback", "add_on", "override", "access"]),
    value: z.union([limitSchema, z.boolean(), accessLevel]),
    because: z.string(),
    until: maybe(instant),
  }),
);

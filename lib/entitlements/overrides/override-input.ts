import { z } from "zod";
import { lineSchema } from "@/lib/auth/input";

const name = z.string().min(1).max(64);
const common = {
  /** Customers see it on their usage page. */
  reason: lineSchema(200, "Enter a reason. The customer can see it."),
  /** When it ends. Permanent if left out. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
};

/** An exception from the plan: a feature switched on or off, or the limit of a meter. */
export const grantOverrideSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("feature"), name, enabled: z.boolean(), ...common }),
  z.strictObject({
    kind: z.literal("meter"),
    name,
    limit: z.union([z.int().min(0).max(1_000_000_000), z.literal("unlimited")]),
    ...common,
  }),
]);

export type GrantOverrideInput = z.infer<typeof grantOverrideSchema>;

export const overrideIdSchema = z.strictObject({ overrideId: z.uuid() });

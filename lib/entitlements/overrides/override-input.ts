import { z } from "zod";
import { lineSchema } from "@/lib/auth/input";

const name = z.string().min(1).max(64);
const common = {
  /** Said to the customer too: it is the reason their page gives for the limit. */
  reason: lineSchema(200, "Say why, in a few words the customer may read."),
  /** The first moment it holds no more; for good when it is left out. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
};

/** What an organization is granted beside its plan: a feature switched on or off, or a meter's limit. */
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

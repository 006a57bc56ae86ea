import { z } from "zod";
import { createPlatformKeySchema } from "@/lib/keys/input";

const { name, scopes } = createPlatformKeySchema.shape;

/** A new key as typed: its lifetime is a choice of the form. */
export const draftSchema = z.strictObject({ name, scopes, days: z.string() });

export type NewPlatformKeyDraft = z.infer<typeof draftSchema>;

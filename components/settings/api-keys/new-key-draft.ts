import { z } from "zod";
import { createApiKeySchema } from "@/lib/keys/input";

const { name, scopes } = createApiKeySchema.shape;

/** A new key as typed: its lifetime is a choice of the form. */
export const draftSchema = z.strictObject({ name, scopes: scopes.unwrap(), days: z.string() });

export type NewKeyDraft = z.infer<typeof draftSchema>;

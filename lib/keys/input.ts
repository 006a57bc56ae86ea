import { z } from "zod";
import { lineSchema } from "@/lib/auth/input";

/** What a platform key may be allowed. */
export const scopeNames = ["usage:write", "usage:read", "features:read"] as const;
export const scopeSchema = z.enum(scopeNames);
export type Scope = z.infer<typeof scopeSchema>;

/** What a customer's key may be allowed: to read. */
export const readScopeNames = ["usage:read", "features:read"] as const satisfies readonly Scope[];

const nameSchema = lineSchema(60, "Give the key a name, such as the server that will use it.");

/** In days from now; null for a key without an end, as it is when nothing is said. */
const expiresInDays = z.int().min(1).max(3650).nullable().optional();
const chosen = "Choose at least one scope.";

export const createApiKeySchema = z.strictObject({
  name: nameSchema,
  /** Both, when nothing is said. */
  scopes: z.array(z.enum(readScopeNames)).min(1, chosen).optional(),
  expiresInDays,
});
export const createPlatformKeySchema = z.strictObject({
  name: nameSchema,
  scopes: z.array(scopeSchema).min(1, chosen),
  expiresInDays,
});
export const keyIdSchema = z.strictObject({ keyId: z.uuid() });
/** For how long the old key and the new one both work. */
export const rotateKeySchema = z.strictObject({ keyId: z.uuid(), overlapHours: z.int().min(0).max(720).default(24) });

export type CreateApiKeyInput = z.infer<typeof createApiKeySchema>;
export type CreatePlatformKeyInput = z.infer<typeof createPlatformKeySchema>;
export type RotateKeyInput = z.infer<typeof rotateKeySchema>;

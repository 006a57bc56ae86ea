import { z } from "zod";
import { lineSchema } from "@/lib/auth/input";

/**
 * The scopes of platform keys. `admin:read` reads what platform admins see: revenue and every organization. `data:write` writes
 * the product's own data, if the product takes any over the API.
 */
export const scopeNames = ["usage:write", "usage:read", "features:read", "data:write", "admin:read"] as const;
/** What a new key has unless chosen otherwise: what the product's own servers need. */
export const defaultScopes = ["usage:write", "usage:read", "features:read"] as const satisfies readonly Scope[];
export const scopeSchema = z.enum(scopeNames);
export type Scope = z.infer<typeof scopeSchema>;

/** What an organization key has unless chosen otherwise: it can only read. */
export const readScopeNames = ["usage:read", "features:read"] as const satisfies readonly Scope[];

/** The scopes an organization key can have. It never reports usage. */
export const apiKeyScopeNames = [...readScopeNames, "data:write"] as const;

const nameSchema = lineSchema(60, "Enter a name, such as the server that will use the key.");

/** In days from now; null or omitted for a key that never expires. */
const expiresInDays = z.int().min(1).max(3650).nullable().optional();
const chosen = "Choose at least one scope.";

export const createApiKeySchema = z.strictObject({
  name: nameSchema,
  /** Those that read when omitted. */
  scopes: z.array(z.enum(apiKeyScopeNames)).min(1, chosen).optional(),
  expiresInDays,
});
export const createPlatformKeySchema = z.strictObject({
  name: nameSchema,
  scopes: z.array(scopeSchema).min(1, chosen),
  expiresInDays,
});
export const keyIdSchema = z.strictObject({ keyId: z.uuid() });
/** `overlapHours`: how long the old key and the new one both work. */
export const rotateKeySchema = z.strictObject({ keyId: z.uuid(), overlapHours: z.int().min(0).max(720).default(24) });

export type CreateApiKeyInput = z.infer<typeof createApiKeySchema>;
export type CreatePlatformKeyInput = z.infer<typeof createPlatformKeySchema>;
export type RotateKeyInput = z.infer<typeof rotateKeySchema>;

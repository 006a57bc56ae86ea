import { z } from "zod";
import { lineSchema } from "@/lib/auth/input";

/** What a platform key may be allowed. */
export const scopeNames = ["usage:write", "usage:read", "features:read"] as const;
export const scopeSchema = z.enum(scopeNames);
export type Scope = z.infer<typeof scopeSchema>;

const nameSchema = lineSchema(60, "Give the key a name, such as the server that will use it.");

export const createApiKeySchema = z.strictObject({ name: nameSchema });
export const createPlatformKeySchema = z.strictObject({
  name: nameSchema,
  scopes: z.array(scopeSchema).min(1, "Choose at least one scope."),
});
export const keyIdSchema = z.strictObject({ keyId: z.uuid() });

export type CreateApiKeyInput = z.infer<typeof createApiKeySchema>;
export type CreatePlatformKeyInput = z.infer<typeof createPlatformKeySchema>;

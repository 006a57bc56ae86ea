import { z } from "zod";
import { emailSchema, lineSchema } from "@/lib/auth/input";
import { joiningRoles } from "./joining-roles";

const maxXml = 256 * 1024;

export const samlSettingsSchema = z.strictObject({
  kind: z.literal("saml"),
  /** The metadata itself or its URL. */
  metadata: z.string().trim().min(1, "Paste the metadata or its URL.").max(maxXml, "The metadata is too long."),
});

export const oidcSettingsSchema = z.strictObject({
  kind: z.literal("oidc"),
  issuer: z.string().trim().min(1, "Enter the issuer's URL.").max(500, "Use at most 500 characters."),
  clientId: lineSchema(300, "Enter the client ID."),
  clientSecret: z.string().trim().min(1, "Enter the client secret.").max(1_000, "Use at most 1,000 characters."),
});

export const connectionSchema = z.discriminatedUnion("kind", [samlSettingsSchema, oidcSettingsSchema]);
export const defaultRoleSchema = z.strictObject({ role: z.enum(joiningRoles) });
export const domainSchema = z.strictObject({
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, "Enter a domain, like company.com.")
    .max(253, "This domain is too long."),
});
export const enabledSchema = z.strictObject({ enabled: z.boolean() });
export const requiredSchema = z.strictObject({ required: z.boolean() });
export const workEmailSchema = z.strictObject({ email: emailSchema });

export type ConnectionInput = z.infer<typeof connectionSchema>;
export type DefaultRoleInput = z.infer<typeof defaultRoleSchema>;
export type DomainInput = z.infer<typeof domainSchema>;

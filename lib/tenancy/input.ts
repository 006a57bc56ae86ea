import { z } from "zod";
import { emailSchema, nameSchema } from "@/lib/auth/input";
import { roleSchema } from "./members/role-schema";

export const inviteSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export const invitationIdSchema = z.strictObject({ invitationId: z.uuid() });
export const changeRoleSchema = z.strictObject({ userId: z.uuid(), role: roleSchema });
export const memberIdSchema = z.strictObject({ userId: z.uuid() });
export const renameSchema = z.strictObject({ name: nameSchema(100, "Enter the organization's name.") });

/** Deleting requires the organization's name, typed out. */
export const deleteSchema = z.strictObject({
  name: z.string().trim().min(1, "Type the organization's name.").max(100),
});

export type DeleteInput = z.infer<typeof deleteSchema>;
export type InviteInput = z.infer<typeof inviteSchema>;
export type ChangeRoleInput = z.infer<typeof changeRoleSchema>;

export const twoFactorRequirementSchema = z.strictObject({ required: z.boolean() });

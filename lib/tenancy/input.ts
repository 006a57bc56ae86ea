import { z } from "zod";
import { emailSchema, lineSchema } from "@/lib/auth/input";
import { roleSchema } from "./roles";

export const inviteSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export const invitationIdSchema = z.strictObject({ invitationId: z.uuid() });
export const changeRoleSchema = z.strictObject({ userId: z.uuid(), role: roleSchema });
export const memberIdSchema = z.strictObject({ userId: z.uuid() });
export const renameSchema = z.strictObject({ name: lineSchema(100, "Enter the organization's name.") });

export type InviteInput = z.infer<typeof inviteSchema>;
export type ChangeRoleInput = z.infer<typeof changeRoleSchema>;

import { z } from "zod";
import { impersonateSchema } from "@/lib/auth/impersonation/impersonation-input";

/** A support session as typed. */
export const draftSchema = impersonateSchema
  .pick({ reason: true, minutes: true })
  .extend({ mode: z.enum(["view", "full"]) });

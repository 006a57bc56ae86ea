import { z } from "zod";

/** Every e-mail Gatehouse sends, and what it needs to be written. The words are in `lib/email/messages`. */
export const templateProps = {
  verify: z.strictObject({ url: z.url() }),
  reset: z.strictObject({ url: z.url() }),
  "password-changed": z.strictObject({ resetUrl: z.url() }),
  "already-registered": z.strictObject({ signInUrl: z.url(), resetUrl: z.url() }),
  invitation: z.strictObject({ url: z.url(), organization: z.string(), invitedBy: z.string(), role: z.string() }),
  welcome: z.strictObject({ organization: z.string(), trialEndsAt: z.iso.datetime(), dashboardUrl: z.url() }),
  "payment-succeeded": z.strictObject({ organization: z.string(), amount: z.string(), invoiceUrl: z.url() }),
  "payment-failed": z.strictObject({
    organization: z.string(),
    amount: z.string(),
    attempt: z.int(),
    billingUrl: z.url(),
  }),
  "limit-reached": z.strictObject({
    organization: z.string(),
    meter: z.string(),
    step: z.enum(["email", "soft", "hard"]),
    used: z.number(),
    limit: z.number(),
    graceEndsAt: z.iso.datetime().nullable(),
    billingUrl: z.url(),
  }),
} as const;

export type EmailTemplate = keyof typeof templateProps;
export type TemplateProps<Name extends EmailTemplate> = z.infer<(typeof templateProps)[Name]>;

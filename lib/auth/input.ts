import { z } from "zod";
import { passwordMaxLength, passwordMinLength } from "./passwords/password-length";
import { hasWebAddress } from "./web-address";

/** Lowercase, because addresses that differ only in case belong to one mailbox. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("Enter an email address, like name@company.com."));

/** No rules about digits or symbols: length is what helps (NIST SP 800-63B, 3.1.1). `requireUncommonPassword` refuses the known ones. */
export const newPasswordSchema = z
  .string()
  .min(passwordMinLength, `Use at least ${passwordMinLength} characters.`)
  .max(passwordMaxLength, `Use at most ${passwordMaxLength} characters.`);

/** A password to check rather than to set, of any length that is worth hashing. */
export const givenPasswordSchema = z
  .string()
  .min(1, "Enter your password.")
  .max(passwordMaxLength, "This password is too long.");

/** One line of text without control characters: PostgreSQL rejects NUL, and CR and LF would inject mail headers. */
export const lineSchema = (max: number, empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, "Remove control characters.");

/** A name that goes into emails to others, from our own sender: mail programs must not make a link of it. */
export const nameSchema = (max: number, empty: string) =>
  lineSchema(max, empty).refine((name) => !hasWebAddress(name), "Leave out web and email addresses.");

/** A malformed token gets the same error as an unknown one: people see "link expired", not a schema's message. */
const tokenSchema = z.string().min(20).max(100).catch("");

export const signUpSchema = z.strictObject({
  company: nameSchema(100, "Enter your company's name."),
  email: emailSchema,
  password: newPasswordSchema,
  /** As chosen on the pricing page. Unknown values choose the defaults. */
  plan: z.string().max(60).optional(),
  interval: z.string().max(60).optional(),
  currency: z.string().max(60).optional(),
  /** The token of a sign-up link. An invalid one counts as none. */
  link: z.string().max(2_000).optional(),
  /** Not empty once the person has read that their company has had its trial. */
  withoutTrial: z.string().max(300).optional(),
});
export const trialCheckSchema = z.strictObject({ email: emailSchema });
export const signInSchema = z.strictObject({ email: emailSchema, password: givenPasswordSchema });
export const resetRequestSchema = z.strictObject({ email: emailSchema });
export const newPasswordFormSchema = z.strictObject({ token: tokenSchema, password: newPasswordSchema });
export const changePasswordSchema = z.strictObject({ current: givenPasswordSchema, password: newPasswordSchema });
export const renamePersonSchema = z.strictObject({ name: nameSchema(100, "Enter your name.") });
export const sessionIdSchema = z.strictObject({ sessionId: z.uuid() });
export const tokenInputSchema = z.strictObject({ token: tokenSchema });
export const joinSchema = z.strictObject({
  token: tokenSchema,
  name: nameSchema(100, "Enter your name."),
  password: newPasswordSchema,
});

/** The code of an authenticator app, or a recovery code. */
export const codeSchema = z.strictObject({
  code: z.string().trim().min(1, "Enter the code.").max(60, "This code is too long."),
});
/** A code we emailed. */
export const emailCodeSchema = z.strictObject({
  emailCode: z.string().trim().min(1, "Enter the code.").max(20, "This code is too long."),
});
/** Identity confirmation: a code if two-factor authentication is on, otherwise the password, or an emailed code without one. */
export const confirmIdentitySchema = z.union([
  z.strictObject({ password: givenPasswordSchema }),
  codeSchema,
  emailCodeSchema,
]);

export const providerSchema = z.strictObject({ provider: z.enum(["google", "microsoft", "github"]) });
export const sendAddressCodeSchema = z.strictObject({ token: tokenSchema, email: emailSchema });
export const confirmAddressSchema = z.strictObject({ token: tokenSchema, ...emailCodeSchema.shape });
/** The rest of a sign-up with a provider that has identified the person. */
export const completeSignUpSchema = z.strictObject({
  token: tokenSchema,
  company: nameSchema(100, "Enter your company's name."),
  withoutTrial: z.string().max(300).optional(),
});

export const changeEmailSchema = z.strictObject({ email: emailSchema });
export const deleteAccountSchema = z.strictObject({ email: z.string().trim().toLowerCase().max(254) });

export type ChangeEmailInput = z.infer<typeof changeEmailSchema>;
export type DeleteAccountInput = z.infer<typeof deleteAccountSchema>;
export type ConfirmIdentityInput = z.infer<typeof confirmIdentitySchema>;
export type SignUpInput = z.infer<typeof signUpSchema>;
export type ProviderInput = z.infer<typeof providerSchema>;
export type SignInInput = z.infer<typeof signInSchema>;
export type JoinInput = z.infer<typeof joinSchema>;
export type ChangePasswordInput = z.infer<typeof changePasswordSchema>;

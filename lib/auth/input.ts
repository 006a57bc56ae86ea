import { z } from "zod";

/** Shared by forms and actions: one schema each, checked in the browser for comfort and on the server for good. */
export const passwordMinLength = 12;
export const passwordMaxLength = 200;

/** Lower case: two people do not share a mailbox by case. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An address has at most 254 characters.")
  .pipe(z.email("Enter an e-mail address, like name@company.com."));

/** No rules about digits or signs: length is what helps (NIST SP 800-63B, 3.1.1). */
export const newPasswordSchema = z
  .string()
  .min(passwordMinLength, `Use at least ${passwordMinLength} characters.`)
  .max(passwordMaxLength, `Use at most ${passwordMaxLength} characters.`);

/** A password to be compared, not set: any length up to what is worth hashing. */
export const givenPasswordSchema = z
  .string()
  .min(1, "Enter your password.")
  .max(passwordMaxLength, "This password is too long.");

/** A line of text for people: no control characters, which neither PostgreSQL (NUL) nor a mail header (CR, LF) can take. */
export const lineSchema = (max: number, empty: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, "Leave out control characters.");

const tokenSchema = z.string().min(20).max(100);

export const signUpSchema = z.strictObject({
  company: lineSchema(100, "Enter your company's name."),
  email: emailSchema,
  password: newPasswordSchema,
  plan: z.string().max(60).optional(),
});
export const signInSchema = z.strictObject({ email: emailSchema, password: givenPasswordSchema });
export const resetRequestSchema = z.strictObject({ email: emailSchema });
export const newPasswordFormSchema = z.strictObject({ token: tokenSchema, password: newPasswordSchema });
export const changePasswordSchema = z.strictObject({ current: givenPasswordSchema, password: newPasswordSchema });
export const renamePersonSchema = z.strictObject({ name: lineSchema(100, "Enter your name.") });
export const sessionIdSchema = z.strictObject({ sessionId: z.uuid() });
export const tokenInputSchema = z.strictObject({ token: tokenSchema });
export const joinSchema = z.strictObject({
  token: tokenSchema,
  name: lineSchema(100, "Enter your name."),
  password: newPasswordSchema,
});

export type SignUpInput = z.infer<typeof signUpSchema>;
export type SignInInput = z.infer<typeof signInSchema>;
export type JoinInput = z.infer<typeof joinSchema>;
export type ChangePasswordInput = z.infer<typeof changePasswordSchema>;

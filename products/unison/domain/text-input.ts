import { z } from "zod";

const isPlain = (text: string) => !/\p{Cc}/u.test(text);
const plainError = "Remove line breaks and control characters.";

/** A required name on one line. */
export const nameInput = (what: string, longest: number) => requiredText(`Enter a name for the ${what}.`, longest);

/** Required text on one line. `missing` is the message without it. */
export const requiredText = (missing: string, longest: number) =>
  z.string().trim().min(1, missing).max(longest, `Use at most ${longest} characters.`).refine(isPlain, plainError);

/** Optional text on one line; null if it is empty. */
export const optionalText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `Use at most ${longest} characters.`)
    .refine(isPlain, plainError)
    .nullish()
    .transform((text) => text || null);

/** Text of several lines. */
export const longText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `Use at most ${longest} characters.`)
    .refine((text) => isPlain(text.replace(/[\n\r\t]/g, "")), "Remove control characters.");

/** Forms send an empty string for an omitted value. Anything else that is wrong gets the message of `schema`. */
export const orNothing = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .union([z.literal(""), schema], {
      error: (issue) => (issue.code === "invalid_union" ? issue.errors.at(-1)?.[0]?.message : undefined),
    })
    .nullish()
    .transform((value) => (value === "" || value === undefined ? null : value));

export const wholeNumber = (least: number, most: number) =>
  z.coerce
    .number("Enter a whole number.")
    .int("Enter a whole number.")
    .min(least, `Enter ${least.toLocaleString("en-US")} or more.`)
    .max(most, `Enter ${most.toLocaleString("en-US")} or less.`);

export const idSchema = z.strictObject({ id: z.uuid() });

const amountPattern = /^(\d{1,10})(?:\.(\d{1,2}))?$/;

/** An amount of dollars such as `12.5`, as a whole number of cents. Read from its digits: binary fractions would round some amounts. */
export const moneyInput = z.coerce
  .string()
  .trim()
  .regex(amountPattern, "Enter an amount, such as 12.50.")
  .transform((text) => {
    const [, whole = "0", cents = ""] = amountPattern.exec(text) ?? [];
    return Number(whole) * 100 + Number(cents.padEnd(2, "0"));
  });

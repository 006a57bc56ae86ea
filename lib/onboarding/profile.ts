import { z } from "zod";
import { hasWebAddress } from "@/lib/auth/web-address";

/** The part of a product's question that an answer is validated against. */
type Question = { key: string; choices: readonly { value: string }[] };

export const organizationNameSchema = z
  .string()
  .trim()
  .min(1, "Enter your organization's name.")
  .max(120, "Use at most 120 characters.")
  .refine((text) => !/\p{Cc}/u.test(text), "Remove line breaks and control characters.")
  .refine((text) => !hasWebAddress(text), "Leave out web and email addresses.");

/** The first step's form: the organization's name and one choice per question. */
export function organizationSchema(questions: readonly Question[]) {
  const answers: Record<string, z.ZodType<string, string>> = {};
  for (const { key, choices } of questions) {
    answers[key] = z.enum(
      choices.map(({ value }) => value),
      "Choose an option.",
    );
  }
  return z.strictObject({ name: organizationNameSchema, profile: z.strictObject(answers) });
}

/** The answers alone, as a form sends them: `profile.` before each question's key. */
export function profileSchema(questions: readonly Question[]) {
  const { profile } = organizationSchema(questions).shape;
  return z
    .record(z.string(), z.string())
    .transform((fields) =>
      Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.replace(/^profile\./, ""), value])),
    )
    .pipe(profile);
}

export type OrganizationAnswers = { name: string; profile: Record<string, string> };

/** Whether every question has an answer, so that the next step can show. */
export function isAnswered(questions: readonly Question[], profile: Readonly<Record<string, string>>): boolean {
  return questions.every(({ key, choices }) => choices.some(({ value }) => value === profile[key]));
}

/** The last step's invitation. The product validates its own part. */
export const finishSchema = z.strictObject({
  inviteEmail: z.union([z.literal(""), z.email("Enter an email address.").max(254).toLowerCase()]),
});

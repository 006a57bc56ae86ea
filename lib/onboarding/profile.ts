import { z } from "zod";

/** The part of a product's question that an answer is checked against. */
type Question = { key: string; choices: readonly { value: string }[] };

export const organizationNameSchema = z
  .string()
  .trim()
  .min(1, "Enter the name of your organization.")
  .max(120, "At most 120 characters.")
  .refine((text) => !/\p{Cc}/u.test(text), "No line breaks or control characters.");

/** The first step's form: the organization's name and one choice for each question. */
export function organizationSchema(questions: readonly Question[]) {
  const answers: Record<string, z.ZodType<string, string>> = {};
  for (const { key, choices } of questions) {
    answers[key] = z.enum(
      choices.map(({ value }) => value),
      "Choose one.",
    );
  }
  return z.strictObject({ name: organizationNameSchema, profile: z.strictObject(answers) });
}

export type OrganizationAnswers = { name: string; profile: Record<string, string> };

/** Every question has an answer, so the next step may show. */
export function isAnswered(questions: readonly Question[], profile: Readonly<Record<string, string>>): boolean {
  return questions.every(({ key, choices }) => choices.some(({ value }) => value === profile[key]));
}

/** The last step's form: the product checks its own part. */
export const finishSchema = z.strictObject({
  product: z.unknown(),
  inviteEmail: z.union([z.literal(""), z.email("Enter an e-mail address.").max(254).toLowerCase()]),
});

import { z } from "zod";
import { supportStates, supportTopics } from "@/db/schema/support";
import { emailSchema, lineSchema } from "@/lib/auth/input";
import { formatNumber } from "@/lib/numbers";

/** They change the direction of the text after them or can't be seen, so a name could pass for another. */
const misleading = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;

/** Line breaks are fine. PostgreSQL can't store NUL or lone surrogates. */
const textSchema = (min: number, tooShort: string, max: number) =>
  z
    .string()
    .trim()
    .min(min, tooShort)
    .max(max, `Use at most ${formatNumber(max)} characters.`)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, "Remove control characters.");

/** In any script, this many characters fit in the 16 KiB that a visitor may send. */
const maxMessage = 4_000;

/** The name of a field that people don't see. Browsers and password managers fill no field of this name. */
export const trapField = "leave_empty";

export const supportRequestSchema = z.strictObject({
  name: lineSchema(100, "Enter your name.").refine((name) => !misleading.test(name), "Remove invisible characters."),
  email: emailSchema,
  topic: z.enum(supportTopics, "Choose a topic."),
  message: textSchema(10, "Enter at least 10 characters.", maxMessage),
  /** The organization it is about, of a signed-in person. Empty for none. */
  organization: z.union([z.literal(""), z.uuid()]).optional(),
  /** Empty, unless a program filled in the form. */
  [trapField]: z.string().max(1_000),
});
export type SupportRequestInput = z.output<typeof supportRequestSchema>;

const requestId = z.uuid();
export const supportRequestIdSchema = z.strictObject({ requestId });
export const answerSchema = z.strictObject({ requestId, text: textSchema(1, "Enter a reply.", 5_000) });
export const supportStateSchema = z.strictObject({ requestId, state: z.enum(["open", "closed"]) });
export type AnswerInput = z.input<typeof answerSchema>;
export type SupportStateInput = z.input<typeof supportStateSchema>;

const line = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .transform((value) => value || undefined)
  .optional()
  .catch(undefined);

/** From the page's URL. Invalid values are ignored, so that an old link still shows a list. */
export const supportFilterSchema = z.object({
  state: z
    .enum([...supportStates, "all"])
    .default("open")
    .catch("open"),
  /** Part of a name or an address, a reference, or an organization's name. */
  search: line,
  after: line,
});
export type SupportFilter = z.output<typeof supportFilterSchema>;

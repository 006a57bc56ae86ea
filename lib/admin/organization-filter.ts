import { z } from "zod";

/** What the list of organizations can be narrowed to: Stripe's states and, apart from them, suspension. */
const organizationStates = [
  "trialing",
  "active",
  "past_due",
  "paused",
  "incomplete",
  "canceled",
  "expired",
  "suspended",
] as const;
const optionalText = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .transform((text) => text || undefined)
  .optional()
  .catch(undefined);

/** As the page's address says it; what it cannot mean is left out, so that an old link still shows a list. */
export const organizationFilterSchema = z.object({
  search: optionalText,
  status: z.enum(organizationStates).optional().catch(undefined),
  plan: optionalText,
  after: optionalText,
});
export type OrganizationFilter = z.output<typeof organizationFilterSchema>;

export type OrganizationCursor = { createdAt: Date; id: string };

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

export const writeCursor = ({ createdAt, id }: OrganizationCursor): string => `${createdAt.toISOString()}~${id}`;

/** Where the page before ended; undefined, which is the first page, for a text that `writeCursor` did not write. */
export function readCursor(text: string | undefined): OrganizationCursor | undefined {
  const parsed = cursorSchema.safeParse(text?.split("~"));
  return parsed.success ? { createdAt: new Date(parsed.data[0]), id: parsed.data[1] } : undefined;
}

/** A search text as a pattern of LIKE that means the text itself. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

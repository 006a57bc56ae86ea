import { z } from "zod";
import { organizationStatuses } from "@/db/schema";

/** Filters of the list of organizations: every status and, apart from them, suspension. */
const organizationStates = [...organizationStatuses, "suspended"] as const;
const optionalText = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .transform((text) => text || undefined)
  .optional()
  .catch(undefined);

/** Read from the page's URL; an invalid value is left out, so that an old link still shows a list. */
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

/** Where the previous page ended; undefined, which is the first page, for a text that `writeCursor` did not write. */
export function readCursor(text: string | undefined): OrganizationCursor | undefined {
  const parsed = cursorSchema.safeParse(text?.split("~"));
  return parsed.success ? { createdAt: new Date(parsed.data[0]), id: parsed.data[1] } : undefined;
}

/** A search text as a pattern of LIKE that means the text itself. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

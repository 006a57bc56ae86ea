import { z } from "zod";
import { organizationStatuses } from "@/db/schema";

/** Filters of the list of organizations: every status and, apart from them, suspension. */
export const organizationStates = [...organizationStatuses, "suspended"] as const;
const optionalText = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .transform((text) => text || undefined)
  .optional()
  .catch(undefined);

/** The filter in the page's URL. Invalid values are ignored, so that an old link still shows a list. */
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

/** The last row of the previous page; undefined, for the first page, if the text isn't from `writeCursor`. */
export function readCursor(text: string | undefined): OrganizationCursor | undefined {
  const parsed = cursorSchema.safeParse(text?.split("~"));
  return parsed.success ? { createdAt: new Date(parsed.data[0]), id: parsed.data[1] } : undefined;
}

/** A LIKE pattern that finds the text literally. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

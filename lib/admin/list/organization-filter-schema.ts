import { z } from "zod";
import { listColumns, organizationFlags, organizationStates, trialWindows } from "./organization-filter-values";

const optionalText = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .transform((text) => text || undefined)
  .optional()
  .catch(undefined);

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).optional().catch(undefined);

/** The filter, sorting and page in the URL. Invalid values are ignored, so that an old link still shows a list. */
export const organizationFilterSchema = z.object({
  search: optionalText,
  status: oneOf(organizationStates),
  plan: optionalText,
  /** Only running trials that end within so many days. */
  trial: oneOf(trialWindows),
  flag: oneOf(organizationFlags),
  industry: optionalText,
  companySize: optionalText,
  /** A column; with a minus sign before it, in descending order. */
  sort: z
    .templateLiteral([z.enum(["", "-"]), z.enum(listColumns)])
    .optional()
    .catch(undefined),
  /** Columns that aren't shown, separated by commas. */
  hide: optionalText,
  /** The last row of the previous page. */
  after: optionalText,
});

type Parsed = z.output<typeof organizationFilterSchema>;
export type OrganizationFilter = { readonly [Key in keyof Parsed]?: Parsed[Key] | undefined };

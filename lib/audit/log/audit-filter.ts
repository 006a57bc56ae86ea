import { z } from "zod";

const text = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .transform((value) => value || undefined)
  .optional()
  .catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** From the page's URL. Invalid values are ignored, so that an old link still shows a list. Days are UTC. */
export const auditFilterSchema = z.object({
  /** Text contained in an action's target or details. */
  search: text,
  /** A person by email, name or ID, or another actor by its ID. Also finds support sessions of a platform admin. */
  actor: text,
  /** An action, or all of one area: `billing.*`. */
  action: text,
  /** An organization by ID or part of its name; `platform` and `accounts` for rows that belong to none. */
  organization: text,
  from: day,
  to: day,
  /** Only actions in support sessions. */
  support: z.literal("1").optional().catch(undefined),
  /** Only the handling of personal data: the log of processing. */
  topic: z.literal("personal_data").optional().catch(undefined),
  after: text,
});
export type AuditFilter = z.output<typeof auditFilterSchema>;

export type AuditCursor = { occurredAt: Date; organizationId: string; seq: number };

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid(), z.coerce.number().int().positive()]);

export const writeAuditCursor = ({ occurredAt, organizationId, seq }: AuditCursor): string =>
  `${occurredAt.toISOString()}~${organizationId}~${seq}`;

/** Where the previous page ended; undefined, for the first page, for text that isn't a cursor. */
export function readAuditCursor(value: string | undefined): AuditCursor | undefined {
  const parsed = cursorSchema.safeParse(value?.split("~"));
  if (!parsed.success) return undefined;
  const [occurredAt, organizationId, seq] = parsed.data;
  return { occurredAt: new Date(occurredAt), organizationId, seq };
}

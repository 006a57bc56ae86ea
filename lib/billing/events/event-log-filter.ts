import { z } from "zod";

const text = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .transform((value) => value || undefined)
  .optional()
  .catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** Read from the page's URL; an invalid value is left out, so that an old link still shows a list. Days are UTC. */
export const eventLogFilterSchema = z.object({
  type: text,
  state: z.enum(["waiting", "handled"]).optional().catch(undefined),
  /** A customer of Stripe, or an organization by its id or a part of its name. */
  customer: text,
  from: day,
  to: day,
  after: text,
});
export type EventLogFilter = z.output<typeof eventLogFilterSchema>;

const cursorSchema = z.tuple([z.iso.datetime(), z.string().regex(/^\w{1,255}$/)]);
export type EventLogCursor = { receivedAt: Date; id: string };

export const writeEventLogCursor = ({ receivedAt, id }: EventLogCursor): string => `${receivedAt.toISOString()}~${id}`;

/** Where the previous page ended; undefined, which is the first page, for a text that is no cursor. */
export function readEventLogCursor(value: string | undefined): EventLogCursor | undefined {
  const parsed = cursorSchema.safeParse(value?.split("~"));
  return parsed.success ? { receivedAt: new Date(parsed.data[0]), id: parsed.data[1] } : undefined;
}

/** The most events that are replayed at once: a page of the list holds fewer. */
export const replaySchema = z.strictObject({ eventIds: z.array(z.string().min(1).max(255)).min(1).max(100) });

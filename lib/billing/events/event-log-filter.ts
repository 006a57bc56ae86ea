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

/** From the page's URL. Invalid values are ignored, so that an old link still shows a list. Days are UTC. */
export const eventLogFilterSchema = z.object({
  type: text,
  state: z.enum(["waiting", "handled"]).optional().catch(undefined),
  /** A Stripe customer, or an organization by id or by part of its name. */
  customer: text,
  from: day,
  to: day,
  after: text,
});
export type EventLogFilter = z.output<typeof eventLogFilterSchema>;

const cursorSchema = z.tuple([z.iso.datetime(), z.string().regex(/^\w{1,255}$/)]);
export type EventLogCursor = { receivedAt: Date; id: string };

export const writeEventLogCursor = ({ receivedAt, id }: EventLogCursor): string => `${receivedAt.toISOString()}~${id}`;

/** Where the previous page ended; undefined (the first page) for text that isn't a cursor. */
export function readEventLogCursor(value: string | undefined): EventLogCursor | undefined {
  const parsed = cursorSchema.safeParse(value?.split("~"));
  return parsed.success ? { receivedAt: new Date(parsed.data[0]), id: parsed.data[1] } : undefined;
}

/** The most events that can be replayed at once. A page of the list has fewer. */
export const replaySchema = z.strictObject({ eventIds: z.array(z.string().min(1).max(255)).min(1).max(100) });

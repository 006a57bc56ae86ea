import { z } from "zod";
import { canonicalJson } from "@/lib/audit/chain/chain";
import type { Actor } from "@/lib/context";
import { day, minute } from "@/lib/durations";

/** How far an event's own time may be behind and ahead of the server's. */
export const oldestEventMs = 35 * day;
export const newestEventMs = 5 * minute;

export const maxEvents = 1000;
export const longestName = 255;
export const largestAmount = 1_000_000_000;

/** Without NUL, which PostgreSQL rejects, and lone surrogates, which JSON cannot carry. */
const printable = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "printable characters only");

const name = printable(longestName).regex(/^./u, "must not be empty");
const property = z.union([printable(256), z.number(), z.boolean()], {
  error: "printable text of at most 256 characters, a number, true or false",
});

/** One usage event of a counter. */
export const usageEventSchema = z.strictObject({
  organization: name.meta({ description: "The organization's ID, or your own `externalId`." }),
  meter: name.meta({ description: "A counter of the catalog." }),
  amount: z.int().min(1).max(largestAmount).default(1).meta({ description: "Whole units." }),
  idempotencyKey: name.optional().meta({ description: "Makes retries safe: events with the same key count once." }),
  timestamp: z.iso.datetime({ offset: true }).optional().meta({
    description: "When it happened: at most 35 days in the past and 5 minutes in the future. Defaults to now.",
  }),
  properties: z
    .record(printable(64), property)
    .refine((properties) => Object.keys(properties).length <= 20, "at most 20 properties")
    .optional()
    .meta({ description: "What to break usage down by, such as a plant or a team. At most 20." }),
});

export type UsageEvent = z.infer<typeof usageEventSchema>;

/**
 * Who reports, and when. `keyId` is a cached platform key; the statement that counts also checks that it is still valid,
 * and if it isn't, `forget` removes it from the cache.
 */
export type Reporter = { actor: Actor; now: Date; keyId?: string; forget?: () => void };

type EventContent = Omit<UsageEvent, "organization" | "idempotencyKey">;

/** Whether two events with the same key have the same content, which makes the second a retry and not a conflict. */
export function isSameEvent(one: EventContent, other: EventContent): boolean {
  if (one.meter !== other.meter || one.amount !== other.amount) return false;
  return instantOf(one) === instantOf(other) && propertiesOf(one) === propertiesOf(other);
}

const instantOf = ({ timestamp }: EventContent) => (timestamp === undefined ? null : new Date(timestamp).getTime());
const propertiesOf = ({ properties }: EventContent) => (properties === undefined ? "{}" : canonicalJson(properties));

import { z } from "zod";
import { canonicalJson } from "@/lib/audit/chain";

const minuteMs = 60 * 1000;
const dayMs = 24 * 60 * minuteMs;

/** How far a reported time may lie behind and ahead of ours. */
export const oldestEventMs = 35 * dayMs;
export const newestEventMs = 5 * minuteMs;

export const maxEvents = 1000;
export const longestName = 255;
export const largestAmount = 1_000_000_000;

/** Without NUL, which PostgreSQL refuses, and lone surrogates, which JSON cannot carry. */
const printable = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "printable characters only");

const name = printable(longestName).regex(/^./u, "must not be empty");
const property = z.union([printable(256), z.number(), z.boolean()], {
  error: "printable text of at most 256 characters, a number, true or false",
});

/** What a product reports: something was used. */
export const usageEventSchema = z.strictObject({
  organization: name.meta({ description: "Our id of the organization, or your own `externalId`." }),
  meter: name.meta({ description: "A counter of the catalogue." }),
  amount: z.int().min(1).max(largestAmount).default(1).meta({ description: "Whole units." }),
  idempotencyKey: name.optional().meta({ description: "Makes a retry harmless: one key counts once." }),
  timestamp: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: "When it happened, up to 35 days back and 5 minutes ahead; now, if not given." }),
  properties: z
    .record(printable(64), property)
    .refine((properties) => Object.keys(properties).length <= 20, "at most 20 properties")
    .optional()
    .meta({ description: "What use can be told apart by, such as a plant or a team: at most 20." }),
});

export type UsageEvent = z.infer<typeof usageEventSchema>;

/** What an event says, but whose it is. */
type Said = Omit<UsageEvent, "organization" | "idempotencyKey">;

/** Whether two events say the same, so that with one key the second is a repetition: else it is a conflict. */
export function saysTheSame(one: Said, other: Said): boolean {
  if (one.meter !== other.meter || one.amount !== other.amount) return false;
  return instantOf(one) === instantOf(other) && propertiesOf(one) === propertiesOf(other);
}

const instantOf = ({ timestamp }: Said) => (timestamp === undefined ? null : new Date(timestamp).getTime());
const propertiesOf = ({ properties }: Said) => (properties === undefined ? "{}" : canonicalJson(properties));

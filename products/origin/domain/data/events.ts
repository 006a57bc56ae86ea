import { z } from "zod";
import { day as dayMs } from "@/lib/durations";
import { channelSchema, idSchema, nameSchema } from "./names";

/** How many events one request can send. */
export const maxBatch = 1_000;

/** Clocks of senders differ, and some send the end of the day. */
const futureMs = dayMs;
export const earliest = new Date("2000-01-01T00:00:00Z");

/** Up to ten billion dollars: sums of a million of these stay exact. */
const maxAmount = 1_000_000_000_000;
export const amountSchema = z.int().min(-maxAmount, "Too small.").max(maxAmount, "Too large.");

const at = z.iso
  .datetime({ offset: true, error: "Send a time with its offset, such as 2026-11-30T14:05:00Z." })
  .transform((text) => new Date(text))
  .refine((instant) => instant >= earliest, "Before the year 2000.");

export const touchpointSchema = z.strictObject({
  id: idSchema.meta({ description: "Your own ID. A repeated one is counted once." }),
  visitor: idSchema.meta({ description: "Your ID of the visitor. No name or email address is needed." }),
  channel: channelSchema.meta({ description: "Such as `paid search`. Upper and lower case are the same." }),
  campaign: nameSchema(200).nullish(),
  at: at.meta({ description: "ISO 8601 with an offset." }),
  cost: amountSchema.min(0, "A cost can't be negative.").nullish().meta({ description: "Minor units, such as cents." }),
});

export const currencySchema = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z]{3}$/, "Send an ISO 4217 code, such as usd."));

export const conversionType = nameSchema(80).transform((type) => type.toLowerCase());
export const defaultConversionType = "purchase";

export const conversionSchema = z.strictObject({
  id: idSchema.meta({ description: "Your own ID, such as an order number. A repeated one is counted once." }),
  visitor: idSchema,
  type: conversionType.default(defaultConversionType),
  value: amountSchema.meta({ description: "Minor units, such as cents; negative for a refund." }),
  currency: currencySchema
    .optional()
    .meta({ description: "The organization's own if omitted. No other one is taken." }),
  at,
});

export type Touchpoint = z.output<typeof touchpointSchema>;
export type Conversion = z.output<typeof conversionSchema>;

/** Why an event can't have happened when it says; undefined if it can. */
export const timeProblem = (at: Date, now: Date): string | undefined =>
  at.getTime() > now.getTime() + futureMs ? "at: The time is in the future." : undefined;

/** An event of a batch that wasn't stored. */
export type Rejected = { index: number; id: string | null; reason: string };

/**
 * Reads the events of a batch one by one, so that one that is wrong doesn't cost the others.
 *
 * @param check why a valid event is refused all the same; undefined if it isn't.
 */
export function readEach<Schema extends z.ZodType<{ id: string }>>(
  schema: Schema,
  given: readonly unknown[],
  check: (event: z.output<Schema>) => string | undefined,
): { events: { index: number; event: z.output<Schema> }[]; rejected: Rejected[] } {
  const events: { index: number; event: z.output<Schema> }[] = [];
  const rejected: Rejected[] = [];
  for (const [index, raw] of given.entries()) {
    const parsed = schema.safeParse(raw);
    const reason = parsed.success ? check(parsed.data) : firstIssue(parsed.error);
    if (parsed.success && reason === undefined) events.push({ index, event: parsed.data });
    else rejected.push({ index, id: idOf(raw), reason: reason ?? "Invalid." });
  }
  return { events, rejected };
}

function firstIssue({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (!issue) return "Invalid.";
  return issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message;
}

function idOf(raw: unknown): string | null {
  if (typeof raw !== "object" || raw === null || !("id" in raw) || typeof raw.id !== "string") return null;
  return raw.id.slice(0, 200);
}

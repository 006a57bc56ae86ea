import { z } from "zod";
import { instant, limit, maybe, organization } from "@/lib/api/fields";

export const thresholdState = z
  .enum(["ok", "warning", "critical", "grace", "credits", "overage", "stopped", "not_included"])
  .meta({ description: "Which threshold the meter has passed." });

/** What the API answers for an event that was counted. */
export const countedEvent = {
  status: z.enum(["accepted", "duplicate"]),
  duplicate: z.boolean().meta({
    description: "The idempotency key was used before. This is the first result again, and nothing was counted.",
  }),
  id: z.string().meta({ description: "The event's ID." }),
  organization,
  meter: z.string(),
  amount: z.int(),
  used: z.int().meta({ description: "Usage in this period, including this event." }),
  credited: z.int().optional().meta({ description: "How many of its units credits paid for. Left out if none." }),
  limit,
  hardLimit: limit.meta({ description: "The most this period can reach." }),
  state: thresholdState,
  graceEndsAt: maybe(instant),
  resetsAt: instant,
};

export const countedEventSchema = z.strictObject(countedEvent).meta({ id: "EventResult" });

export type CountedEvent = z.infer<typeof countedEventSchema>;

import { z } from "zod";
import type { ErrorDetails } from "@/lib/errors";

const limit = z.union([z.number(), z.literal("unlimited")]);

/** What the upgrade dialog shows of a 402's details. */
const refusalSchema = z.object({
  meter: z.string(),
  meterName: z.string(),
  unit: z.object({ one: z.string(), other: z.string() }),
  used: z.number(),
  limit,
  planName: z.string(),
  resetsAt: z.string().nullable(),
  explanation: z.string(),
  liftedBy: z.array(z.object({ kind: z.enum(["plan", "add_on"]), key: z.string(), name: z.string(), limit })),
});

export type ShownRefusal = z.infer<typeof refusalSchema>;

/** An action's refusal comes as plain data; undefined when it is another kind of refusal. */
export function readRefusal(details: ErrorDetails): ShownRefusal | undefined {
  const parsed = refusalSchema.safeParse(details);
  return parsed.success ? parsed.data : undefined;
}

import { z } from "zod";
import type { ErrorDetails } from "@/lib/errors";

const limit = z.union([z.number(), z.literal("unlimited")]);

/** The details of a 402 that the upgrade dialog shows. */
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

/** A server action returns error details as plain data. Undefined if they are not about a limit. */
export function readRefusal(details: ErrorDetails): ShownRefusal | undefined {
  const parsed = refusalSchema.safeParse(details);
  return parsed.success ? parsed.data : undefined;
}

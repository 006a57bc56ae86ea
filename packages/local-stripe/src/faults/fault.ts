import { z } from "zod";

const selection = {
  /** How many matching requests to hit. One, unless there is a rate. */
  next: z.number().int().min(1).optional(),
  /** Or the share of them to hit, from 0 to 1. */
  rate: z.number().min(0).max(1).optional(),
};

const request = {
  ...selection,
  method: z.enum(["GET", "POST", "DELETE"]).optional(),
  /** `*` is a wildcard: `/v1/subscriptions*`. */
  path: z.string().startsWith("/").optional(),
};

const webhook = {
  ...selection,
  /** The event type; `invoice.*` matches all of them. */
  event: z.string().optional(),
};

const ms = z.number().int().min(0).max(600_000);

/** The faults that can be injected. */
export const faultInput = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("rate_limit"), ...request }),
    z.strictObject({ kind: z.literal("lock_timeout"), ...request }),
    z.strictObject({ kind: z.literal("conflict"), ...request }),
    z.strictObject({ kind: z.literal("server_error"), ...request }),
    z.strictObject({ kind: z.literal("timeout"), ...request, ms: ms.default(0) }),
    z.strictObject({ kind: z.literal("slow"), ...request, ms: ms.default(2000) }),
    z.strictObject({ kind: z.literal("webhook_delay"), ...webhook, ms: ms.default(5000) }),
    z.strictObject({ kind: z.literal("webhook_shuffle"), ...webhook, ms: ms.default(1000) }),
    z.strictObject({ kind: z.literal("webhook_duplicate"), ...webhook }),
    z.strictObject({ kind: z.literal("webhook_drop"), ...webhook }),
    z.strictObject({
      kind: z.literal("decline"),
      ...selection,
      customer: z.string().optional(),
      decline_code: z.string().default("generic_decline"),
    }),
  ])
  .refine((fault) => fault.next === undefined || fault.rate === undefined, "Pass either `next` or `rate`, not both");

export type FaultInput = z.infer<typeof faultInput>;
export type Fault = FaultInput & {
  id: string;
  /** How many matches there were, and how many were hit. */
  seen: number;
  hits: number;
};

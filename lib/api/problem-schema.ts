import { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import { statusOf } from "@/lib/problem";
import { limit } from "./words";

const count = z.int();

/** What every problem says (RFC 9457). */
const common = {
  type: z
    .string()
    .meta({ description: "A URI that names the kind of problem; `about:blank` where the code says it all." }),
  title: z.string().meta({ description: "What happened and what to do, in words for people." }),
  status: z.int(),
  code: z.string().meta({ description: "Stable; what a program decides by." }),
};

export const problemSchema = z
  .looseObject(common)
  .meta({ id: "Problem", description: "A refusal, as `application/problem+json` (RFC 9457)." });

const invalidInputSchema = z
  .looseObject({
    ...common,
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "InvalidInput", description: "Which field is wrong, and why. Nothing was written." });

export const limitReachedSchema = z
  .looseObject({
    ...common,
    meter: z.string(),
    rule: z.enum(["not_included", "hard_limit", "grace_over", "level_full"]),
    amount: count,
    used: count,
    limit,
    hardLimit: limit,
    since: z.string().nullable(),
    graceEndsAt: z.string().nullable(),
    resetsAt: z.string().nullable(),
    plan: z.string(),
    upgradeUrl: z.string(),
    liftedBy: z.array(z.looseObject({ kind: z.enum(["plan", "add_on"]), key: z.string(), name: z.string(), limit })),
    explanation: z.string(),
  })
  .meta({
    id: "LimitReached",
    description: "The amount was not counted: which rule, which numbers, what would lift it.",
  });

const unknownNameSchema = z.looseObject({ ...common, valid: z.array(z.string()).optional() }).meta({
  id: "UnknownName",
  description: "A name nobody knows; of a meter, plan or feature with those the catalogue has.",
});

/** The body of each kind of refusal. */
export const problemSchemas: Readonly<Partial<Record<ErrorCode, z.ZodType>>> = {
  invalid_input: invalidInputSchema,
  limit_reached: limitReachedSchema,
  unknown_name: unknownNameSchema,
};

export const problemOf = (code: ErrorCode): z.ZodType => problemSchemas[code] ?? problemSchema;

const descriptions: Readonly<Record<ErrorCode, string>> = {
  invalid_input: "A field is missing, wrong or unknown.",
  unauthenticated: "No valid key, and nobody signed in.",
  limit_reached: "Over the limit.",
  feature_not_in_plan: "The plan does not have the feature.",
  read_only: "The organization may only read: its trial or subscription is over, or three payments failed.",
  forbidden: "Known, but not allowed: the key lacks the scope, the role may not, or the organization is suspended.",
  not_found: "No such thing, or not yours.",
  conflict: "It contradicts what is there, such as an idempotency key used for something else.",
  too_large: "A body over 1 MiB, or over 1,000 events.",
  unknown_name: "A name the catalogue does not have.",
  rate_limited: "Too many requests. `Retry-After` says when to come back.",
  unavailable: "The database or Stripe is away. Nothing was changed; `Retry-After` says when to come back.",
  internal:
    "A fault on our side. Whether it was done is not known: look before you try again, or send the same Idempotency-Key.",
};

/** Refusals by status: several codes may share one. */
export function byStatus(codes: readonly ErrorCode[]): Map<number, { codes: ErrorCode[]; description: string }> {
  const grouped = new Map<number, { codes: ErrorCode[]; description: string }>();
  for (const code of codes) {
    const known = grouped.get(statusOf(code));
    const description = `\`${code}\`: ${descriptions[code]}`;
    grouped.set(statusOf(code), {
      codes: [...(known?.codes ?? []), code],
      description: known ? `${known.description} ${description}` : description,
    });
  }
  return grouped;
}

import { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import { statusOf } from "@/lib/errors";
import { limit } from "./fields";

const count = z.int();

/** The members of every problem document (RFC 9457). */
const common = {
  type: z
    .string()
    .meta({ description: "A URI that identifies the problem type; `about:blank` where `code` is enough." }),
  title: z.string().meta({ description: "What happened and what to do next, for people." }),
  status: z.int(),
  code: z.string().meta({ description: "Stable: use it in programs." }),
  requestId: z
    .string()
    .optional()
    .meta({ description: "The request's ID, as in the header `X-Request-Id`: name it when you ask for support." }),
};

export const problemSchema = z
  .looseObject(common)
  .meta({ id: "Problem", description: "An error, as `application/problem+json` (RFC 9457)." });

const invalidInputSchema = z
  .looseObject({
    ...common,
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "InvalidInput", description: "Which field is wrong, and why. Nothing was saved." });

export const limitReachedSchema = z
  .looseObject({
    ...common,
    meter: z.string(),
    rule: z.enum(["not_included", "hard_limit", "grace_over", "level_full"]),
    amount: count,
    used: count,
    credited: count.meta({ description: "Units of `used` that credits paid for." }),
    credits: count.meta({ description: "How many more units credits can pay for: fewer than the amount needs." }),
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
    description: "The amount wasn't counted: the rule, the numbers, and what would raise the limit.",
  });

const unknownNameSchema = z.looseObject({ ...common, valid: z.array(z.string()).optional() }).meta({
  id: "UnknownName",
  description: "A name the catalog doesn't have, with the valid ones.",
});

/** The errors whose documents have more members. */
export const problemSchemas: Readonly<Partial<Record<ErrorCode, z.ZodType>>> = {
  invalid_input: invalidInputSchema,
  limit_reached: limitReachedSchema,
  unknown_name: unknownNameSchema,
};

export const problemOf = (code: ErrorCode): z.ZodType => problemSchemas[code] ?? problemSchema;

const descriptions: Readonly<Record<ErrorCode, string>> = {
  invalid_input: "A field is missing, invalid or unknown.",
  unauthenticated: "No valid key, and no one is signed in.",
  limit_reached: "Over the limit.",
  feature_not_in_plan: "The plan doesn't include this feature.",
  read_only: "The organization is read-only: its trial or subscription ended, or three payments failed.",
  forbidden: "Not allowed: the key lacks the scope, the role isn't permitted, or the organization is suspended.",
  not_found: "It doesn't exist, or it isn't yours.",
  method_not_allowed: "The endpoint doesn't support this method. `Allow` lists those it does.",
  conflict: "Conflicts with the current state, such as an idempotency key that was used for another request.",
  request_timeout: "The body took longer than 10 seconds to arrive. Nothing was saved.",
  too_large: "The body is over 1 MiB, or has more than 1,000 events.",
  unknown_name: "A name the catalog doesn't have.",
  rate_limited: "Too many requests. `Retry-After` says when to try again.",
  unavailable: "The database or Stripe isn't responding. Nothing was changed; `Retry-After` says when to try again.",
  internal:
    "Something went wrong on our end. Check whether the change was applied before retrying, or retry with the same Idempotency-Key.",
};

/** Errors by HTTP status, which several codes can share. */
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

import { z } from "zod";
import { overageSchema } from "@/lib/catalog/types";
import { limitCheckSchema, setGaugeSchema } from "@/lib/usage/input";
import { commitSchema, reserveSchema } from "@/lib/usage/reservations/reservation";
import { maxEvents, usageEventSchema } from "@/lib/usage/track/event";
import type { Operation } from "../operation";
import { problemSchema } from "../problem-schema";
import { access, because, instant, limit, maybe, minorUnits, organization } from "../words";

const state = z
  .enum(["ok", "call", "email", "grace", "overage", "stopped", "not_included"])
  .meta({ description: "Where the meter stands on its ladder." });
const kind = z.enum(["counter", "gauge"]);
const count = z.int();

const counted = {
  status: z.enum(["accepted", "duplicate"]),
  duplicate: z
    .boolean()
    .meta({ description: "The idempotency key was known: this is the first answer, and nothing was counted." }),
  id: z.string().meta({ description: "Of the event." }),
  organization,
  meter: z.string(),
  amount: count,
  used: count.meta({ description: "In this period, this event included." }),
  limit,
  hardLimit: limit.meta({ description: "Use may reach this and no more." }),
  state,
  graceEndsAt: maybe(instant),
  resetsAt: instant,
};
const eventAnswer = z.strictObject(counted).meta({ id: "EventAnswer" });
const index = count.meta({ description: "Place of the event in the request." });

const batchAnswer = z
  .strictObject({
    accepted: count,
    duplicates: count,
    refused: count,
    results: z.array(
      z.discriminatedUnion("status", [
        z.strictObject({ index, ...counted, status: z.literal("accepted") }),
        z.strictObject({ index, ...counted, status: z.literal("duplicate") }),
        z.strictObject({ index, status: z.literal("refused"), problem: problemSchema }),
      ]),
    ),
  })
  .meta({ id: "BatchAnswer", description: "One result for each event, in the order they came." });

const meter = {
  meter: z.string(),
  name: z.string(),
  kind,
  used: count,
  limit,
  hardLimit: limit,
  state,
  beyond: maybe(z.strictObject({ units: count, amount: minorUnits })).meta({
    description: "Units beyond what is included and what they cost so far; null where none are sold.",
  }),
  graceEndsAt: maybe(instant),
  resetsAt: maybe(instant),
};

const standing = { organization, plan: z.string(), access };

const currentUsage = z
  .strictObject({
    ...standing,
    period: z.strictObject({ start: instant, end: instant }),
    meters: z.array(z.strictObject(meter)),
  })
  .meta({ id: "CurrentUsage" });

const limits = z
  .strictObject({
    ...standing,
    limits: z.array(
      z.strictObject({
        meter: z.string(),
        name: z.string(),
        kind,
        limit,
        hardLimit: limit,
        overage: maybe(overageSchema),
        because,
      }),
    ),
  })
  .meta({ id: "Limits" });

/** Shared with `features/check`. */
export const limitVerdict = z
  .strictObject({ allowed: z.boolean(), amount: count, ...meter, problem: maybe(problemSchema) })
  .meta({ id: "LimitVerdict", description: "Whether it would be let through, and if not, the refusal it would get." });

const reservation = z
  .strictObject({
    id: z.string(),
    organization,
    meter: z.string(),
    state: z.enum(["held", "committed", "released", "expired"]),
    amount: count,
    committed: maybe(count),
    expiresAt: instant,
  })
  .meta({ id: "Reservation" });

const gaugeLevel = z
  .strictObject({ organization, meter: z.string(), level: count, before: count, limit, state })
  .meta({ id: "GaugeLevel" });

const byPlatform = { tag: "Usage", callers: ["platform_key"], scope: "usage:write" } as const;
const byReader = { tag: "Usage", callers: ["platform_key", "api_key", "session"], scope: "usage:read" } as const;
const write = ["limit_reached", "read_only", "conflict", "unknown_name"] as const;
const ofOrganization = z.strictObject({
  organization: z.string().optional().meta({ description: "With a platform key: our id, or your own `externalId`." }),
});
const id = z.strictObject({ id: z.uuid().meta({ description: "Of the reservation." }) });

export const usageOperations: readonly Operation[] = [
  {
    ...byPlatform,
    id: "trackUsage",
    method: "post",
    path: "/api/v1/usage/track",
    summary: "Count use",
    description: `One event, or up to ${maxEvents.toLocaleString("en-US")} as \`{"events": […]}\`, of any organizations. An idempotency key makes a retry harmless for at least 35 days: the first answer comes back, and another body with the same key is a 409. A batch is answered event by event with 200, also where some are refused.`,
    body: z.union([usageEventSchema, z.strictObject({ events: z.array(usageEventSchema).min(1).max(maxEvents) })]),
    answer: z.union([eventAnswer, batchAnswer]),
    refusals: write,
    example: { organization: "your-customer-id", meter: "work_orders", amount: 1, idempotencyKey: "order-4711" },
  },
  {
    ...byPlatform,
    id: "reserveUsage",
    method: "post",
    path: "/api/v1/usage/reserve",
    summary: "Hold an amount",
    description: "It counts against the limit until it is committed, released or expired.",
    body: reserveSchema,
    status: 201,
    answer: reservation,
    refusals: write,
    example: { organization: "your-customer-id", meter: "work_orders", amount: 10, expiresIn: 300 },
  },
  {
    ...byPlatform,
    id: "commitReservation",
    method: "post",
    path: "/api/v1/usage/reservations/{id}/commit",
    summary: "Count what was used of a reservation",
    description: "The rest is free again. Committing again gives the first answer.",
    segments: id,
    body: commitSchema,
    answer: reservation,
    refusals: write,
    example: { amount: 7 },
  },
  {
    ...byPlatform,
    id: "releaseReservation",
    method: "post",
    path: "/api/v1/usage/reservations/{id}/release",
    summary: "Give a reservation back",
    segments: id,
    answer: reservation,
    refusals: ["conflict"],
  },
  {
    ...byPlatform,
    id: "setGauge",
    method: "post",
    path: "/api/v1/usage/gauges",
    summary: "Set a gauge's level",
    description: "Written down also where it is over the limit: ask before with `features/check`.",
    body: setGaugeSchema,
    answer: gaugeLevel,
    refusals: ["unknown_name"],
    example: { organization: "your-customer-id", meter: "plants", level: 3 },
  },
  {
    ...byReader,
    id: "readUsage",
    method: "get",
    path: "/api/v1/usage/current",
    summary: "What was used in this period",
    query: ofOrganization,
    answer: currentUsage,
    refusals: ["feature_not_in_plan"],
  },
  {
    ...byReader,
    id: "readLimits",
    method: "get",
    path: "/api/v1/usage/limits",
    summary: "The limits, and how each came about",
    query: ofOrganization,
    answer: limits,
    refusals: ["feature_not_in_plan"],
  },
  {
    ...byReader,
    id: "readSubscriptionUsage",
    method: "get",
    path: "/api/v1/subscription/usage",
    summary: "The same as `usage/current`",
    query: ofOrganization,
    answer: currentUsage,
    refusals: ["feature_not_in_plan"],
  },
  {
    ...byReader,
    id: "checkLimit",
    method: "get",
    path: "/api/v1/subscription/limits/check",
    summary: "Would so much more be let through?",
    description: "A no is an answer, not an error.",
    query: limitCheckSchema,
    answer: limitVerdict,
    refusals: ["feature_not_in_plan", "unknown_name"],
  },
];

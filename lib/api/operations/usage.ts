import { z } from "zod";
import { overageSchema } from "@/lib/catalog/types";
import { formatNumber } from "@/lib/numbers";
import { limitCheckSchema, setGaugeSchema } from "@/lib/usage/input";
import { commitSchema, reserveSchema } from "@/lib/usage/reservations/reservation";
import { maxEvents, usageEventSchema } from "@/lib/usage/track/event";
import { countedEvent, countedEventSchema, thresholdState as state } from "@/lib/usage/track/event-answer";
import { readEvents } from "@/lib/usage/track/read-events";
import { access, because, instant, limit, maybe, minorUnits, ofOrganization, organization } from "../fields";
import { defineOperations } from "../operation";
import { problemSchema } from "../problems";

const kind = z.enum(["counter", "gauge"]);
const count = z.int();

const index = count.meta({ description: "Position of the event in the request." });

const batchResult = z
  .strictObject({
    accepted: count,
    duplicates: count,
    refused: count,
    results: z.array(
      z.discriminatedUnion("status", [
        z.strictObject({ index, ...countedEvent, status: z.literal("accepted") }),
        z.strictObject({ index, ...countedEvent, status: z.literal("duplicate") }),
        z.strictObject({ index, status: z.literal("refused"), problem: problemSchema }),
      ]),
    ),
  })
  .meta({ id: "BatchResult", description: "One result per event, in the order of the request." });

const meter = {
  meter: z.string(),
  name: z.string(),
  kind,
  used: count,
  credited: count.meta({ description: "Units of `used` that credits paid for. The limit doesn't count them." }),
  credits: count.meta({ description: "How many more units beyond the limit credits can pay for." }),
  limit,
  hardLimit: limit,
  state,
  beyond: maybe(z.strictObject({ units: count, amount: minorUnits })).meta({
    description: "Overage units so far and their cost; null if the plan has no overage.",
  }),
  graceEndsAt: maybe(instant),
  resetsAt: maybe(instant),
};

const status = { organization, plan: z.string(), access };

export const currentUsage = z
  .strictObject({
    ...status,
    period: z.strictObject({ start: instant, end: instant }),
    meters: z.array(z.strictObject(meter)),
  })
  .meta({ id: "CurrentUsage" });

const limits = z
  .strictObject({
    ...status,
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

/** Also an answer of `features/check`. */
export const limitCheck = z
  .strictObject({ allowed: z.boolean(), amount: count, ...meter, problem: maybe(problemSchema) })
  .meta({ id: "LimitCheck", description: "Whether the amount would be accepted; if not, the error it would get." });

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

const usageEvent = usageEventSchema.meta({ id: "UsageEvent" });
const byPlatform = { tag: "Usage", caller: "platform", scope: "usage:write" } as const;
const byReader = { tag: "Usage", caller: "reader", scope: "usage:read" } as const;
const write = ["limit_reached", "read_only", "conflict", "unknown_name"] as const;
const id = z.strictObject({ id: z.uuid().meta({ description: "The reservation's ID." }) });

export const usageOperations = defineOperations({
  trackUsage: {
    ...byPlatform,
    method: "post",
    path: "/api/v1/usage/track",
    summary: "Track usage",
    description: `One event, or up to ${formatNumber(maxEvents)} as \`{"events": […]}\`, for any organizations. An idempotency key makes retries safe for at least 35 days: you get the first response again, and a different body with the same key gets a 409. A batch gets a 200 with one result per event, even if some are refused or malformed.`,
    idempotencyKey:
      "For a single event, the same as its `idempotencyKey`. A batch has a key per event, and gets a 400 with this header.",
    cachedKey: true,
    readBody: readEvents,
    body: z.union([usageEvent, z.strictObject({ events: z.array(usageEvent).min(1).max(maxEvents) })]),
    answer: z.union([countedEventSchema, batchResult]),
    errors: write,
    example: { organization: "your-customer-id", meter: "work_orders", amount: 1, idempotencyKey: "order-4711" },
  },
  reserveUsage: {
    ...byPlatform,
    method: "post",
    path: "/api/v1/usage/reserve",
    summary: "Reserve usage",
    description: "Counts against the limit until it is committed or released, or expires.",
    body: reserveSchema,
    status: 201,
    answer: reservation,
    errors: write,
    example: { organization: "your-customer-id", meter: "work_orders", amount: 10, expiresIn: 300 },
  },
  commitReservation: {
    ...byPlatform,
    method: "post",
    path: "/api/v1/usage/reservations/{id}/commit",
    summary: "Commit reservation",
    description: "Counts the amount and frees the rest. Committing again returns the first response.",
    params: id,
    body: commitSchema,
    answer: reservation,
    errors: write,
    example: { amount: 7 },
  },
  releaseReservation: {
    ...byPlatform,
    method: "post",
    path: "/api/v1/usage/reservations/{id}/release",
    summary: "Release reservation",
    description: "Frees the whole amount.",
    params: id,
    answer: reservation,
    errors: ["conflict"],
  },
  setGauge: {
    ...byPlatform,
    method: "post",
    path: "/api/v1/usage/gauges",
    summary: "Set gauge",
    description:
      "Saved even if it's over the limit. Call `features/check` before you create something. A gauge that the application measures itself, such as `users`, gets a 409.",
    body: setGaugeSchema,
    answer: gaugeLevel,
    errors: ["unknown_name", "conflict"],
    example: { organization: "your-customer-id", meter: "storage_gb", level: 3 },
  },
  getUsage: {
    ...byReader,
    method: "get",
    path: "/api/v1/usage/current",
    summary: "Get current usage",
    query: ofOrganization,
    answer: currentUsage,
    errors: ["feature_not_in_plan"],
  },
  listLimits: {
    ...byReader,
    method: "get",
    path: "/api/v1/usage/limits",
    summary: "List limits",
    description: "Every limit and where it comes from: plan, add-ons and overrides.",
    query: ofOrganization,
    answer: limits,
    errors: ["feature_not_in_plan"],
  },
  getSubscriptionUsage: {
    ...byReader,
    method: "get",
    path: "/api/v1/subscription/usage",
    summary: "Get subscription usage",
    description: "Same as `usage/current`.",
    query: ofOrganization,
    answer: currentUsage,
    errors: ["feature_not_in_plan"],
  },
  checkLimit: {
    ...byReader,
    method: "get",
    path: "/api/v1/subscription/limits/check",
    summary: "Check limit",
    description: 'A "no" is a 200 response, not an error.',
    query: limitCheckSchema,
    answer: limitCheck,
    errors: ["feature_not_in_plan", "unknown_name"],
  },
});

import { z } from "zod";
import { minorUnits, ofOrganization } from "@/lib/api/fields";
import { defineOperations, type ProductApi } from "@/lib/api/operation";
import { GatehouseError } from "@/lib/errors";
import { formatNumber } from "@/lib/numbers";
import { parseInput } from "@/lib/parse-input";
import { conversionSchema, maxBatch, touchpointSchema } from "../domain/data/events";
import { journeySchema } from "../domain/data/journey-input";
import { idSchema } from "../domain/data/names";

const count = z.int();

const batchAnswer = z
  .strictObject({
    accepted: count.meta({ description: "Stored now." }),
    duplicates: count.meta({ description: "Stored before, with the same content." }),
    rejected: z.array(
      z.strictObject({
        index: count.meta({ description: "Position in the request." }),
        id: z.string().nullable(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: "StoredEvents", description: "An event that is wrong doesn't keep the others from being stored." });

const organization = ofOrganization.shape;
const byWriter = {
  product: "origin",
  tag: "Attribution",
  method: "post",
  caller: "writer",
  scope: "data:write",
} as const;
const write = ["read_only", "feature_not_in_plan"] as const;

/** Events are read one by one by the verb. @throws GatehouseError `too_large` over 1,000 of them, `invalid_input`. */
const reader = <Name extends string>(name: Name) => {
  const schema = z.strictObject({ ...organization, [name]: z.array(z.unknown()).min(1) });
  return (body: unknown): { organization?: string | undefined; events: readonly unknown[] } => {
    const parsed: Record<string, unknown> = parseInput(schema, body);
    const events = z.array(z.unknown()).parse(parsed[name]);
    if (events.length > maxBatch) {
      const [most, sent] = [formatNumber(maxBatch), formatNumber(events.length)];
      throw new GatehouseError("too_large", `A request takes up to ${most} ${name}. This one has ${sent}.`);
    }
    return { ...ofOrganization.parse({ organization: parsed.organization }), events };
  };
};

const many = `Up to ${formatNumber(maxBatch)} per request. Each has an ID of yours: sending one again, as after a lost response, stores nothing. The same ID with other content is rejected.`;

const file = {
  product: "origin",
  tag: "Attribution",
  method: "get",
  caller: "download",
  file: "text/csv",
  attempts: "export",
  roles: ["owner", "admin", "member"],
} as const;
const ofPage = z.uuid().optional().meta({ description: "In place of the header, which a link can't send." });

export const operations = defineOperations({
  addTouchpoints: {
    ...byWriter,
    path: "/api/v1/attribution/touchpoints",
    summary: "Send touchpoints",
    description: many,
    readBody: reader("touchpoints"),
    body: z.strictObject({
      ...organization,
      touchpoints: z
        .array(touchpointSchema.meta({ id: "Touchpoint" }))
        .min(1)
        .max(maxBatch),
    }),
    answer: batchAnswer,
    errors: write,
    example: {
      touchpoints: [
        {
          id: "click-4711",
          visitor: "v-2038",
          channel: "paid search",
          campaign: "Spring sale",
          at: "2026-11-02T09:30:00Z",
          cost: 120,
        },
      ],
    },
  },
  addConversions: {
    ...byWriter,
    path: "/api/v1/attribution/conversions",
    summary: "Send conversions",
    description: `${many} Amounts in another currency than your reports' are rejected, not converted.`,
    readBody: reader("conversions"),
    body: z.strictObject({
      ...organization,
      conversions: z
        .array(conversionSchema.meta({ id: "Conversion" }))
        .min(1)
        .max(maxBatch),
    }),
    answer: batchAnswer,
    errors: write,
    example: {
      conversions: [
        {
          id: "order-815",
          visitor: "v-2038",
          type: "purchase",
          value: 12_900,
          currency: "usd",
          at: "2026-11-05T18:12:00Z",
        },
      ],
    },
  },
  trackJourney: {
    ...byWriter,
    path: "/api/v1/attribution/track-journey",
    summary: "Track a journey",
    description:
      "Stores a whole journey and returns what each channel earned. Counts one attribution run; sending it again counts nothing. Over the limit, the 402 also has `error`, `message`, `currentPlan` and `upgradeUrl`.",
    body: journeySchema.extend(organization),
    answer: z
      .strictObject({
        journey: z.string(),
        model: z.string(),
        lookBackDays: count,
        credits: z.array(z.strictObject({ channel: z.string(), conversions: z.number(), value: minorUnits })),
        used: count.meta({ description: "Attribution runs used this month, this one included." }),
      })
      .meta({ id: "TrackedJourney" }),
    errors: [...write, "limit_reached", "conflict", "unknown_name"],
    example: {
      id: "journey-4711",
      visitor: "v-2038",
      touchpoints: [
        { channel: "paid search", at: "2026-11-02T09:30:00Z" },
        { channel: "email", at: "2026-11-05T18:00:00Z" },
      ],
      conversion: { value: 12_900, currency: "usd", at: "2026-11-05T18:12:00Z" },
    },
  },
  mergeVisitors: {
    ...byWriter,
    path: "/api/v1/attribution/alias",
    summary: "Merge two visitors",
    description:
      "Makes `visitor` the same person as `into`, for all events before and after. Call it at sign-up or sign-in. The order of calls doesn't matter.",
    body: z.strictObject({ ...organization, visitor: idSchema, into: idSchema }),
    answer: z
      .strictObject({
        person: z.string().meta({ description: "The ID under which both are one person." }),
        moved: count.meta({ description: "Events that changed hands." }),
      })
      .meta({ id: "MergedVisitors" }),
    errors: write,
    example: { visitor: "anonymous-92", into: "customer-17" },
  },
  exportAttribution: {
    ...file,
    path: "/channels/export",
    summary: "Export the result of a run",
    query: z.strictObject({ organization: ofPage, run: z.uuid() }),
    answer: z.string().meta({ description: "CSV in UTF-8 with a byte order mark." }),
    errors: ["feature_not_in_plan"],
  },
  exportImportProblems: {
    ...file,
    path: "/data/report",
    summary: "Export the rows that an import left out",
    query: z.strictObject({ organization: ofPage, import: z.uuid() }),
    answer: z.string().meta({ description: "CSV in UTF-8 with a byte order mark." }),
    errors: [],
  },
});

export const api: ProductApi = {
  tags: { Attribution: "Send touchpoints and conversions, and merge visitors. Amounts are in minor units." },
  operations,
};

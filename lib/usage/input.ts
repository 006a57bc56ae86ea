import { z } from "zod";
import { usageEventSchema } from "./track/event";

/** The body of `usage/gauges`: the level of a gauge. */
export const setGaugeSchema = z.strictObject({
  organization: usageEventSchema.shape.organization,
  meter: usageEventSchema.shape.meter.meta({ description: "A gauge of the catalog." }),
  level: z.int().min(0).max(1_000_000_000_000),
});

/** The query of `limits/check`: whether `amount` more would be allowed. Platform keys name the organization. */
export const limitCheckSchema = z.strictObject({
  meter: z.string().min(1).max(255),
  amount: z.coerce.number().int().min(1).max(1_000_000_000).default(1),
  organization: z.string().min(1).max(255).optional(),
});

import { z } from "zod";
import { usageEventSchema } from "../track/event";

/** What a product says of a gauge: its level. */
export const setGaugeSchema = z.strictObject({
  organization: usageEventSchema.shape.organization,
  meter: usageEventSchema.shape.meter,
  level: z.int().min(0).max(1_000_000_000_000),
});

import { z } from "zod";
import { channelSchema } from "../data/names";

/** In percent. An ROI is never below -100%, so a lower threshold would never be reached. */
export const thresholdRange = { min: -99, max: 10_000 } as const;

export const roiAlertChannelSchema = z.strictObject({ channel: channelSchema });

export const roiAlertSchema = roiAlertChannelSchema.extend({
  threshold: z
    .int("Enter a whole number of percent.")
    .min(thresholdRange.min, "At least −99%.")
    .max(thresholdRange.max, "At most 10,000%."),
});
export type RoiAlertInput = z.output<typeof roiAlertSchema>;

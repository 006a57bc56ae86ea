import { z } from "zod";
import { allocate } from "../attribution/allocate";
import type { Journey } from "../attribution/journey";
import { positionModels, touchWeights } from "../attribution/position-models";
import { conversionSchema, touchpointSchema } from "./events";
import { idSchema } from "./names";

/** How many touches one journey can have. */
const longestJourney = 200;

const { id: _id, visitor: _visitor, ...touchFields } = touchpointSchema.shape;
const { id: _conversionId, visitor: _by, ...conversionFields } = conversionSchema.shape;

/** A whole journey of one visitor, as the body of `track-journey`. */
export const journeySchema = z.strictObject({
  id: idSchema.meta({ description: "Your own ID of the journey. A repeated one is counted once." }),
  visitor: idSchema,
  touchpoints: z.array(z.strictObject(touchFields)).min(1).max(longestJourney),
  conversion: z.strictObject(conversionFields),
  model: z
    .enum(positionModels)
    .optional()
    .meta({ description: "A model that looks at one journey. If omitted, one that is in use, or `last_touch`." }),
  halfLifeDays: z.int().min(1).max(90).optional().meta({ description: "For `time_decay`; 7 if omitted." }),
});
export type JourneyInput = z.output<typeof journeySchema>;

export type ChannelCredit = { channel: string; conversions: number; value: number };

/** What each channel of one journey earned; the values add up to that of the conversion. Channels with the most come first. */
export function creditsOf(
  journey: Journey & { conversion: { value: number } },
  model: (typeof positionModels)[number],
  halfLifeDays: number | undefined,
): ChannelCredit[] {
  const weights = touchWeights(model, journey, halfLifeDays === undefined ? {} : { halfLifeDays });
  const values = allocate(journey.conversion.value, weights);
  const earned = new Map<string, ChannelCredit>();
  for (const [index, { channel }] of journey.touches.entries()) {
    const credit = earned.get(channel) ?? { channel, conversions: 0, value: 0 };
    credit.conversions += weights[index] ?? 0;
    credit.value += values[index] ?? 0;
    earned.set(channel, credit);
  }
  return [...earned.values()]
    .filter(({ conversions }) => conversions > 0)
    .sort((a, b) => b.value - a.value || a.channel.localeCompare(b.channel));
}

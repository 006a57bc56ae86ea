import { z } from "zod";
import { subscribableEvents } from "./events";

const events = z
  .array(z.enum(subscribableEvents, { error: "Choose an event from the list." }))
  .min(1, "Choose at least one event.")
  .transform((chosen) => [...new Set(chosen)]);

export const endpointIdSchema = z.strictObject({ endpointId: z.uuid() });
export const deliveryIdSchema = z.strictObject({ deliveryId: z.uuid() });

export const createEndpointSchema = z.strictObject({
  url: z.string().trim().min(1, "Enter a URL.").max(500),
  description: z.string().trim().max(100),
  events,
  format: z.enum(["standard", "slack"]),
});
export type CreateEndpointInput = z.input<typeof createEndpointSchema>;

export const changeEndpointSchema = endpointIdSchema.extend({
  events: events.optional(),
  enabled: z.boolean().optional(),
});
export type ChangeEndpointInput = z.input<typeof changeEndpointSchema>;

import { operations, otherMethods, serve } from "@/lib/api";
import { trackEvents, trackResponse } from "@/lib/usage";

export const POST = serve(operations.trackUsage, async ({ reporter, body }) => {
  const events = body.kind === "one" ? [body.event] : body.events;
  return trackResponse(body, await trackEvents(reporter, events));
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");

import { otherMethods } from "@/lib/api/other-methods";
import { receiveEvent, verifyEvent } from "@/lib/billing";
import { now } from "@/lib/clock";
import { jsonAnswer, readText, route } from "@/lib/http";

/** Stripe's events are far smaller than the API's limit. */
const bodyLimit = 512 * 1024;

/** Receives Stripe's events. A 200 means the event is committed; processing it is left to a job. */
export const POST = route(async (request) => {
  const body = await readText(request, bodyLimit);
  const event = verifyEvent(body, request.headers.get("stripe-signature"));
  await receiveEvent({ event, body, receivedAt: now() });
  return jsonAnswer({ received: true });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");

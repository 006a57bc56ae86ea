import { receiveEvent, verifyEvent } from "@/lib/billing";
import { now } from "@/lib/clock";
import { readText, route } from "@/lib/http";

const bodyLimit = 512 * 1024;

/** The one door Stripe comes in by: acknowledged is what is committed, and Stripe is not called. */
export const POST = route(async (request) => {
  const body = await readText(request, bodyLimit);
  const event = verifyEvent(body, request.headers.get("stripe-signature"));
  await receiveEvent({ event, body, receivedAt: now() });
  return Response.json({ received: true });
});

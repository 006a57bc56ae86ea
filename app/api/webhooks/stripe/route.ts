import { receiveEvent, verifyEvent } from "@/lib/billing";
import { withoutTenant } from "@/lib/context";
import { withinDeadline } from "@/lib/deadline";
import { readText, route } from "@/lib/http";

const bodyLimit = 512 * 1024;
/** Stripe is told to come again rather than kept waiting; an event stored late all the same is stored once. */
const patienceMs = 4_500;

/** The one door Stripe comes in by: acknowledged is what is committed, and Stripe is not called. */
export const POST = route(async (request) => {
  const body = await readText(request, bodyLimit);
  const event = verifyEvent(body, request.headers.get("stripe-signature"));
  const store = () => withoutTenant({ actor: { kind: "system", id: "stripe" } }, (ctx) => receiveEvent(ctx, event));
  await withinDeadline(patienceMs, "The database", store);
  return Response.json({ received: true });
});

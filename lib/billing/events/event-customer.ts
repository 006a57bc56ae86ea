import type Stripe from "stripe";

/** The customer an event is about; null for an event without one, such as a change of a product. */
export function customerOfEvent(event: Stripe.Event): string | null {
  const object: unknown = event.data.object;
  if (typeof object !== "object" || object === null) return null;
  if ("object" in object && object.object === "customer") return idOf(object);
  return "customer" in object ? idOf(object.customer) : null;
}

function idOf(customer: unknown): string | null {
  if (typeof customer === "string") return customer;
  const expanded = typeof customer === "object" && customer !== null && "id" in customer ? customer.id : null;
  return typeof expanded === "string" ? expanded : null;
}

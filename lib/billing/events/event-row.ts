import type Stripe from "stripe";
import { invalidInput } from "@/lib/errors";
import { storableJson } from "./storable";

/** A row of the event log. */
export type EventRow = {
  id: string;
  type: string;
  /** Null if it isn't about a customer: stored for the record, with nothing to do. */
  customerId: string | null;
  apiVersion: string | null;
  livemode: boolean;
  /** JSON: exactly what Stripe sent, except for characters that can't be stored. */
  payload: string;
  createdAt: Date;
  receivedAt: Date;
  source: "webhook" | "fetched";
};

export type Received = {
  event: Stripe.Event;
  /** The event as received, so that it needn't be serialized again. */
  body: string;
  receivedAt: Date;
  source: EventRow["source"];
};

/** @throws GatehouseError `invalid_input` for a signed body that isn't an event. */
export function eventRow({ event: sent, body, receivedAt, source }: Received): EventRow {
  const payload = storableJson(body);
  const event: Stripe.Event = payload === body ? sent : JSON.parse(payload);
  const { id, type, created } = event;
  const createdAt = new Date(created * 1000);
  if (typeof id !== "string" || typeof type !== "string" || Number.isNaN(createdAt.getTime()) || !event.data)
    throw invalidInput("The body is not a Stripe event.");
  return {
    id,
    type,
    customerId: customerOfEvent(event),
    apiVersion: event.api_version ?? null,
    livemode: event.livemode,
    payload,
    createdAt,
    receivedAt,
    source,
  };
}

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

import type Stripe from "stripe";
import { invalidInput } from "@/lib/errors";
import { storableJson } from "./storable";

/** A row of the event log. */
export type EventRow = {
  id: string;
  type: string;
  /** Null if it isn't about a customer, or doesn't say which. */
  customerId: string | null;
  /** The charge or payment intent by which the customer is found; null if there is nothing to look up. */
  paymentId: string | null;
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
    throw invalidInput("The body isn't a Stripe event.");
  return {
    id,
    type,
    ...subjectOfEvent(event),
    apiVersion: event.api_version ?? null,
    livemode: event.livemode,
    payload,
    createdAt,
    receivedAt,
    source,
  };
}

/** What leads to the customer an event is about: nothing for an event without one, such as a change of a product. */
export function subjectOfEvent(event: Stripe.Event): Pick<EventRow, "customerId" | "paymentId"> {
  const customerId = customerOfEvent(event);
  return { customerId, paymentId: customerId === null ? paymentOfEvent(event) : null };
}

export function customerOfEvent({ data }: Stripe.Event): string | null {
  const object: unknown = data.object;
  if (!isObject(object)) return null;
  if (object.object === "customer") return idOf(object);
  // A card that was detached has no customer any more.
  const before: unknown = data.previous_attributes;
  return idOf(object.customer) ?? (isObject(before) ? idOf(before.customer) : null);
}

/** Disputes and refunds name no customer, only their payment. */
export function paymentOfEvent(event: unknown): string | null {
  const data = isObject(event) ? event.data : null;
  const object = isObject(data) ? data.object : null;
  if (!isObject(object) || (object.object !== "dispute" && object.object !== "refund")) return null;
  return idOf(object.charge) ?? idOf(object.payment_intent);
}

function idOf(reference: unknown): string | null {
  const id = isObject(reference) ? reference.id : reference;
  return typeof id === "string" ? id : null;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

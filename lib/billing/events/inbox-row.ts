import type Stripe from "stripe";
import { invalidInput } from "@/lib/errors";
import { customerOfEvent } from "./event-customer";
import { storableJson } from "./storable";

/** An event as the inbox keeps it. */
export type InboxRow = {
  id: string;
  type: string;
  /** Null when it concerns no customer: kept for the record, nothing is to be done. */
  customerId: string | null;
  apiVersion: string | null;
  livemode: boolean;
  /** JSON: what Stripe sent, letter by letter, but for letters that cannot be stored. */
  payload: string;
  createdAt: Date;
  receivedAt: Date;
  source: "webhook" | "fetched";
};

export type Received = {
  event: Stripe.Event;
  /** The event as it came: nothing of it need be written anew. */
  body: string;
  receivedAt: Date;
  source: InboxRow["source"];
};

/** @throws GatehouseError `invalid_input` for what is signed but no event. */
export function inboxRow({ event: sent, body, receivedAt, source }: Received): InboxRow {
  const payload = storableJson(body);
  const event: Stripe.Event = payload === body ? sent : JSON.parse(payload);
  const { id, type, created } = event;
  const createdAt = new Date(created * 1000);
  if (typeof id !== "string" || typeof type !== "string" || Number.isNaN(createdAt.getTime()) || !event.data)
    throw invalidInput("The body is no event of Stripe's.");
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

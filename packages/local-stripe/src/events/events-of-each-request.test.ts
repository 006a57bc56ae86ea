import type Stripe from "stripe";
import { expect, test } from "vitest";
import { start } from "../testing/harness";
import { asJson, type JsonObject } from "../wire/types";
import { catalog } from "./testing/catalog";
import { customers } from "./testing/customers";
import { endings } from "./testing/endings";
import { invoices } from "./testing/invoices";
import { payments } from "./testing/payments";
import type { Made } from "./testing/step";
import { subscriptions } from "./testing/subscriptions";

/**
 * A story of one business. Which request causes which event follows Stripe's descriptions ("Occurs whenever …", in the
 * SDK's Events.d.ts and at docs.stripe.com/api/events/types). Stripe doesn't guarantee an order; this one is ours.
 */
const story = [...catalog, ...customers, ...subscriptions, ...invoices, ...payments, ...endings];

function describeEvent(event: Stripe.Event): string {
  const previous = event.data.previous_attributes;
  return previous === undefined ? event.type : `${event.type}(${Object.keys(previous).sort().join(" ")})`;
}

/** A previous value must differ from the current one. */
function unchanged(event: Stripe.Event): string[] {
  const previous: JsonObject = asJson(event.data.previous_attributes ?? {});
  const now: JsonObject = asJson(event.data.object);
  return Object.keys(previous).filter((key) => JSON.stringify(previous[key]) === JSON.stringify(now[key]));
}

test("each request causes the events Stripe documents, with previous_attributes", async () => {
  const harness = await start({ at: "2026-01-15" });
  const made: Made = {};
  const caused: [string, string[]][] = [];
  let latest: string | undefined;
  for (const [name, does] of story) {
    await does(harness.stripe, made, harness);
    const newer = latest === undefined ? {} : { ending_before: latest };
    const { data } = await harness.stripe.events.list({ limit: 100, ...newer });
    latest = data[0]?.id ?? latest;
    const fresh = data.reverse();
    caused.push([name, fresh.map(describeEvent)]);
    expect(fresh.flatMap(unchanged)).toEqual([]);
  }
  expect(caused).toEqual(story.map(([name, , events]) => [name, events]));
});

import { html } from "hono/html";
import type { Delivery, PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { type Html, layout, singleColumn, testFooter } from "../ui/layout";

type Event = PublicTables["event"];

const size = 50;

/** The filters of the event log. */
export interface EventFilter {
  /** A type, or the start of one: `invoice.` */
  type: string;
  /** An ID that the event's object is or mentions. */
  about: string;
  delivery: string;
  /** The last event of the previous page. */
  before: string;
}

const outcomes = ["delivered", "pending", "failed", "no endpoint"] as const;
type Outcome = (typeof outcomes)[number];

export function eventsPage(world: World, filter: EventFilter): Html {
  const found = matching(world, filter);
  const start = filter.before === "" ? 0 : found.findIndex((event) => event.id === filter.before) + 1;
  const events = found.slice(start, start + size);
  const last = found.length > start + size ? events.at(-1) : undefined;
  return layout(
    "Events · Local Stripe",
    singleColumn(
      html`<div class="stack roomy"><div class="between"><h1>Events</h1><a class="small" href="/_local/time">Time</a></div>
${filterForm(world, filter)}
${events.length === 0 ? html`<p class="quiet">${world.store.size("event") === 0 ? "No events yet." : "No matching events."}</p>` : eventTable(world, events)}
${last ? html`<p><a class="button slight" href="/_local/events?${query({ ...filter, before: last.id })}">Older</a></p>` : ""}${testFooter()}</div>`,
      "broad",
    ),
  );
}

/** Newest first. */
function matching(world: World, { type, about, delivery }: EventFilter): Event[] {
  const rows = [...world.store.all("event")].reverse();
  return rows.filter(
    (event) =>
      (type === "" || event.type === type || event.type.startsWith(type)) &&
      (about === "" || event.id === about || JSON.stringify(event.data.object).includes(`"${about}"`)) &&
      (delivery === "" || outcomeOf(world.store.where("delivery", "event", event.id)) === delivery),
  );
}

function query(filter: EventFilter): string {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== "")).toString();
}

function filterForm(world: World, filter: EventFilter): Html {
  const types = [...new Set([...world.store.all("event")].map(({ type }) => type))].sort();
  return html`<form method="get" action="/_local/events" class="card"><div class="filters">
<div class="field"><label for="type">Type</label><input id="type" name="type" list="types" value="${filter.type}" placeholder="invoice.paid" autocomplete="off"><datalist id="types">${types.map((type) => html`<option value="${type}"></option>`)}</datalist></div>
<div class="field"><label for="about">About</label><input id="about" name="about" value="${filter.about}" placeholder="cus_…, in_…" autocomplete="off"></div>
<div class="field"><label for="delivery">Delivery</label><select id="delivery" name="delivery"><option value="">Any</option>${outcomes.map((outcome) => html`<option ${outcome === filter.delivery ? html`selected` : ""}>${outcome}</option>`)}</select></div>
<div class="actions"><button class="primary">Filter</button><a class="plain small" href="/_local/events">Clear</a></div></div></form>`;
}

function eventTable(world: World, events: readonly Event[]): Html {
  return html`<table><thead><tr><th>Event</th><th class="narrow-hide">When (UTC)</th><th class="right">Delivery</th></tr></thead><tbody>
${events.map((event) => html`<tr><td><a href="/_local/events/${event.id}">${event.type}</a><br><span class="small quiet">${objectId(event)}</span></td><td class="small quiet nowrap narrow-hide">${stamp(event.created * 1000)}</td><td class="right">${badge(world.store.where("delivery", "event", event.id))}</td></tr>`)}
</tbody></table>`;
}

function objectId(event: Event): string {
  const { object } = event.data;
  return "id" in object ? String(object.id) : "";
}

function stamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("T", " ").slice(0, 19);
}

function outcomeOf(deliveries: readonly Delivery[]): Outcome {
  if (deliveries.length === 0) return "no endpoint";
  if (deliveries.every((delivery) => delivery.delivered)) return "delivered";
  return deliveries.some((delivery) => delivery.nextAt !== null) ? "pending" : "failed";
}

const tones: Record<Outcome, string> = { delivered: "good", pending: "warn", failed: "bad", "no endpoint": "" };

function badge(deliveries: readonly Delivery[]): Html {
  const outcome = outcomeOf(deliveries);
  return html`<span class="badge ${tones[outcome]}">${outcome}</span>`;
}

/** One event: its deliveries with their responses, and its body. */
export function eventPage(world: World, event: Event): Html {
  const deliveries = world.store.where("delivery", "event", event.id);
  return layout(
    `${event.type} · Local Stripe`,
    singleColumn(
      html`<div class="stack roomy"><div class="stack tight"><p><a class="back" href="/_local/events"><span class="arrow" aria-hidden="true">←</span><span>Events</span></a></p><h1>${event.type}</h1>
<p class="quiet small">${event.id} · ${stamp(event.created * 1000)} UTC · <a href="/_local/events?${new URLSearchParams({ about: objectId(event) }).toString()}">${objectId(event)}</a>${event.request?.id ? html` · ${event.request.id}` : ""}</p></div>
<section class="stack" aria-labelledby="deliveries"><h2 id="deliveries">Deliveries</h2>
${deliveries.length === 0 ? html`<p class="quiet">No endpoint was subscribed to this event when it was created.</p>` : deliveries.map((delivery) => deliveryCard(world, event, delivery))}</section>
<section class="stack" aria-labelledby="body"><h2 id="body">Event</h2><pre tabindex="0" role="region" aria-label="The event as JSON">${JSON.stringify(event, null, 2)}</pre></section>${testFooter()}</div>`,
      "broad",
    ),
  );
}

function deliveryCard(world: World, event: Event, delivery: Delivery): Html {
  const url = world.store.get("webhook_endpoint", delivery.endpoint)?.url ?? "Deleted endpoint";
  const next = delivery.nextAt !== null && delivery.nextAt > 0 ? `Next attempt at ${stamp(delivery.nextAt)} UTC.` : "";
  return html`<div class="card stack"><div class="between"><p><code>${url}</code></p>${badge([delivery])}</div>
${delivery.attempts.length === 0 ? html`<p class="quiet small">Not attempted yet.</p>` : html`<ol class="stack tight small">${delivery.attempts.map((attempt) => html`<li><strong>${attempt.status ?? "No response"}</strong> <span class="quiet">${stamp(attempt.at)}</span>${attempt.note === "" ? "" : html` <code>${attempt.note.slice(0, 500)}</code>`}</li>`)}</ol>`}
${next === "" ? "" : html`<p class="quiet small">${next}</p>`}
<form method="post" action="/_local/events/${event.id}/resend"><input type="hidden" name="delivery" value="${delivery.id}"><div class="actions"><button class="slight">Resend</button></div></form></div>`;
}

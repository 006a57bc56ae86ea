import { html } from "hono/html";
import type { Delivery, PublicTables } from "../store/tables";
import type { World } from "../world";
import { type Html, layout, sheet, testFooter } from "./layout";

type Event = PublicTables["event"];

export function eventsPage(world: World, before: string | null): Html {
  const size = 50;
  const newest = [...world.store.all("event")].reverse();
  const start = before === null ? 0 : newest.findIndex((event) => event.id === before) + 1;
  const events = newest.slice(start, start + size);
  const last = newest.length > start + size ? events.at(-1) : undefined;
  return layout(
    "Events · Local Stripe",
    sheet(html`<div class="stack"><h1>Events</h1>
${
  events.length === 0
    ? html`<p class="quiet">Nothing has happened yet.</p>`
    : html`<table><thead><tr><th>Event</th><th class="right">Delivered</th></tr></thead><tbody>
${events.map((event) => html`<tr><td><a href="/_local/events/${event.id}">${event.type}</a><br><span class="small quiet">${stamp(event.created * 1000)} · ${objectId(event)}</span></td><td class="right">${badge(world.store.where("delivery", "event", event.id))}</td></tr>`)}
</tbody></table>`
}
${last ? html`<p><a class="button" href="/_local/events?before=${last.id}">Older</a></p>` : ""}${testFooter}</div>`),
  );
}

function objectId(event: Event): string {
  const { object } = event.data;
  return "id" in object ? String(object.id) : "";
}

function stamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("T", " ").slice(0, 19);
}

function badge(deliveries: readonly Delivery[]): Html {
  if (deliveries.length === 0) return html`<span class="badge">no endpoint</span>`;
  if (deliveries.every((delivery) => delivery.delivered)) return html`<span class="badge good">delivered</span>`;
  return deliveries.some((delivery) => delivery.nextAt !== null)
    ? html`<span class="badge warn">pending</span>`
    : html`<span class="badge bad">failed</span>`;
}

export function eventPage(world: World, event: Event): Html {
  const deliveries = world.store.where("delivery", "event", event.id);
  return layout(
    `${event.type} · Local Stripe`,
    sheet(html`<div class="stack"><p><a href="/_local/events">Events</a></p><h1>${event.type}</h1><p class="quiet small">${event.id} · ${stamp(event.created * 1000)}</p>
${deliveries.map(
  (
    delivery,
  ) => html`<section class="card stack"><div class="between"><p>${world.store.get("webhook_endpoint", delivery.endpoint)?.url ?? "A deleted endpoint"}</p>${badge([delivery])}</div>
<ul class="small">${delivery.attempts.map((attempt) => html`<li>${stamp(attempt.at)}: <strong>${attempt.status ?? "no answer"}</strong> ${attempt.note.slice(0, 200)}</li>`)}</ul>
<form method="post" action="/_local/events/${event.id}/resend"><input type="hidden" name="delivery" value="${delivery.id}"><div class="actions"><button>Resend</button></div></form></section>`,
)}
<pre tabindex="0">${JSON.stringify(event, null, 2)}</pre>${testFooter}</div>`),
  );
}

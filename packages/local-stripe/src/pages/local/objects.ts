import { html, raw } from "hono/html";
import { findById } from "../../lookup/find-by-id";
import type { World } from "../../world";
import { type Html, layout, singleColumn, testFooter } from "../ui/layout";

/** An object as JSON, with the IDs in it as links, like the page that Stripe's dashboard has. Undefined for an unknown ID. */
export function objectPage(world: World, id: string): Html | undefined {
  const found = findById(world.store, id) ?? itemById(world, id);
  if (!found) return undefined;
  const about = new URLSearchParams({ about: id }).toString();
  return layout(
    `${id} · Local Stripe`,
    singleColumn(
      html`<div class="stack roomy"><div class="stack tight"><h1>${id}</h1>
<p class="quiet small"><a href="/_local/events?${about}">Events about it</a></p></div>
<pre tabindex="0" role="region" aria-label="The object as JSON">${raw(linked(world, found, id))}</pre>${testFooter()}</div>`,
      "broad",
    ),
  );
}

/** Items have no page in Stripe's dashboard either; they show as their subscription has them. */
function itemById(world: World, id: string): object | undefined {
  if (!id.startsWith("si_")) return undefined;
  for (const { items } of world.store.all("subscription")) {
    const item = items.data.find((candidate) => candidate.id === id);
    if (item) return item;
  }
  return undefined;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** The JSON as HTML, in which each ID of a known object is a link. */
function linked(world: World, value: object, own: string): string {
  const text = JSON.stringify(value, null, 2).replaceAll(/[&<>]/g, (character) => escapes[character] ?? "");
  return text.replaceAll(/"([a-z]+(?:_[a-z]+)?_[A-Za-z0-9]+)"/g, (quoted, id: string) =>
    id !== own && findById(world.store, id) ? `"<a href="/_local/objects/${id}">${id}</a>"` : quoted,
  );
}

import { html } from "hono/html";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { type Html, layout, seller, split, testFooter } from "./layout";

type Session = PublicTables["portal_session"];

/** What every page of the portal has around it. */
export function frame(world: World, session: Session, title: string, main: Html, script = ""): Html {
  const { business } = world.settings;
  const headline = world.store.get("portal_configuration", session.configuration)?.business_profile.headline ?? null;
  const side = html`<div class="stack">
<div>${seller(business, null)}</div>
<h1>${headline ?? `Manage your subscription with ${business}`}</h1>
${session.return_url === null ? "" : html`<p><a class="back" href="${session.return_url}"><span class="arrow" aria-hidden="true">←</span><span>Return to ${business}</span></a></p>`}
${testFooter}</div>`;
  return layout(`${business} · ${title}`, split(side, main), script);
}

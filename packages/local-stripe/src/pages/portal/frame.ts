import { html } from "hono/html";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { type Html, layout, sellerHeader, testFooter, twoColumns } from "../ui/layout";

type Session = PublicTables["portal_session"];

/** The layout shared by all portal pages. */
export function frame(world: World, session: Session, title: string, main: Html, script = ""): Html {
  const { business, brandColor } = world.settings;
  const profile = world.store.get("portal_configuration", session.configuration)?.business_profile;
  const side = html`<div class="stack">
${sellerHeader(business, null)}
<p class="amount">${profile?.headline ?? `Manage your subscription with ${business}`}</p>
${session.return_url === null ? "" : html`<p><a class="back" href="${session.return_url}"><span class="arrow" aria-hidden="true">←</span><span>Return to ${business}</span></a></p>`}
${testFooter([
  { text: "Terms", href: profile?.terms_of_service_url },
  { text: "Privacy", href: profile?.privacy_policy_url },
])}</div>`;
  return layout(`${business} · ${title}`, twoColumns(side, main, "portal"), script, brandColor);
}

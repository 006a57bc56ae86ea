import { html } from "hono/html";
import type { Dunning } from "../../settings";
import type { World } from "../../world";
import { type Html, layout, singleColumn, testFooter } from "../ui/layout";

const ends: Record<Dunning["end"], string> = {
  canceled: "Cancel the subscription",
  unpaid: "Mark the subscription as unpaid",
  past_due: "Leave the subscription past due",
};

/** The account's settings that Stripe's dashboard has and its API doesn't. */
export function settingsPage({ settings: { dunning } }: World): Html {
  return layout(
    "Settings · Local Stripe",
    singleColumn(html`<div class="stack roomy"><p><a href="/_local/events">Events</a></p><h1>Manage failed payments</h1>
<form method="post" class="stack"><fieldset class="group"><legend>If all retries for a payment fail</legend>
${Object.entries(ends).map(([end, label]) => html`<label class="choice"><input type="radio" name="end" value="${end}" ${end === dunning.end ? html`checked` : ""}> ${label}</label>`)}
</fieldset>
<div class="field"><label for="retryDays">Retry on these days after the first failure</label>
<input id="retryDays" name="retryDays" inputmode="numeric" value="${dunning.retryDays.join(", ")}"></div>
<div class="actions"><button class="primary">Save</button></div></form>${testFooter()}</div>`),
  );
}

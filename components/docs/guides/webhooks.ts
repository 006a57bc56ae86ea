import { webhookEvents } from "@/lib/webhooks/events";
import type { Step } from "../guide";
import { webhookExample, webhookSamples } from "../webhook-samples";

/** Receiving events. */
export function webhooks(): Step[] {
  return [
    {
      id: "endpoint",
      title: "Add an endpoint",
      paragraphs: [
        "A platform admin adds the URL under Admin, Webhooks, and chooses which events it gets. It has to be a public HTTPS address. The signing secret, `whsec_…`, is shown once. “Send test” delivers an event right away.",
        "Deliveries are JSON with `type`, `timestamp` and `data`. Organizations have their ID in your own system, if you set one. Amounts are in minor units, such as cents.",
      ],
      data: { title: "A delivery's body", value: webhookExample },
    },
    {
      id: "verify",
      title: "Verify the signature",
      paragraphs: [
        "Anyone can send a request to your URL. Accept only those with a valid signature, as the Standard Webhooks specification defines it: HMAC-SHA256 over the ID, the timestamp and the body, exactly as it arrived.",
        "While you replace a secret, deliveries have the signatures of both for 24 hours, so compare each. Libraries for most languages are at standardwebhooks.com.",
      ],
      code: { title: "Verify a webhook", examples: webhookSamples },
    },
    {
      id: "respond",
      title: "Respond, then work",
      paragraphs: [
        "Respond with a 2xx within 10 seconds. Store the event first and process it afterward. Otherwise it's sent again: nine more times over three days, after 5 seconds, 5 and 30 minutes, and 2, 5, 10, 14, 20 and 24 hours, each up to 10% longer.",
        "A retry has the same `webhook-id`, so skip those you've seen. Events can arrive out of order: `timestamp` says when something happened. The log under Admin, Webhooks has every attempt of the last 30 days, and can send one again.",
      ],
    },
    {
      id: "events",
      title: "Events",
      paragraphs: [],
      points: Object.entries(webhookEvents).map(
        ([type, { description }]) => `\`${type}\`: ${description.replace(/\.$/, "")}.`,
      ),
    },
  ];
}

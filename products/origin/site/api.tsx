import { Miniature, Tag } from "@/components/products/site/miniature";

const request = `{ "touchpoints": [
  { "id": "click-4711", "visitor": "v-2038",
    "channel": "paid search", "cost": 120,
    "at": "2026-11-02T09:30:00Z" },
  { "id": "click-4712", "visitor": "v-2039",
    "channel": "email",
    "at": "2026-11-02T09:31:00Z" }
] }`;

const answer = `{ "accepted": 1, "duplicates": 1, "rejected": [] }`;

export function ApiScene() {
  return (
    <Miniature title="POST /api/v1/attribution/touchpoints" aside="application/json">
      <pre>{request}</pre>
      <p className="mini-label mini-pad">
        The same request again <Tag tone="ok">200</Tag>
      </p>
      <pre>{answer}</pre>
    </Miniature>
  );
}

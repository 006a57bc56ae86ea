import { Line, Miniature, Tag } from "@/components/products/site/miniature";

const sent = `{ "events": [
  { "meter": "emails_processed", "amount": 6 },
  { "meter": "ai_responses",     "amount": 2 },
  { "meter": "leads_created",    "amount": 2 }
] }`;

export function CountsScene() {
  return (
    <Miniature title="What leaves the building" aside="counts only">
      <pre>{sent}</pre>
      <div className="mini-rows">
        <Line label="Your mail" value={<Tag tone="ok">stays on your machine</Tag>} />
        <Line label="Your leads" value={<Tag tone="ok">in one file of yours</Tag>} />
        <Line label="Offline" value="counts wait, none lost" />
      </div>
    </Miniature>
  );
}

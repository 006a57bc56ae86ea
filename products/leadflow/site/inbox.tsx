import { Line, Miniature, Tag } from "@/components/products/site/miniature";

const messages = [
  { from: "June Park", what: "Tent for 120 guests", result: "Lead" },
  { from: "Trade News", what: "This week in events", result: "Newsletter" },
  { from: "Mail Delivery", what: "Undeliverable", result: "Bounce" },
  { from: "June Park", what: "One more question", result: "Same lead" },
  { from: "Sam Reed", what: "I'm away until Monday", result: "Out of office" },
  { from: "Owen Blake", what: "Price of 40 chairs", result: "Lead" },
];

export function InboxScene() {
  return (
    <Miniature title="Shared inbox" aside="6 messages">
      <div className="mini-rows">
        {messages.map(({ from, what, result }) => {
          const left = !result.toLowerCase().includes("lead");
          return (
            <p key={what} className="mini-line" data-tone={left ? "quiet" : undefined}>
              <span>
                {left ? <s>{from}</s> : <b>{from}</b>} {what}
              </span>
              <Tag tone={left ? "quiet" : "ok"}>{result}</Tag>
            </p>
          );
        })}
      </div>
      <div className="mini-foot">
        <Line label="On your list" value="2 leads" />
      </div>
    </Miniature>
  );
}

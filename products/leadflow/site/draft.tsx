import { Miniature, Tag } from "@/components/products/site/miniature";

export function DraftScene() {
  return (
    <Miniature title="Reply to June Park" aside="Template: Quote">
      <div className="mini-note">
        <p>
          Hi <mark>June</mark>,
        </p>
        <p>
          Thanks for asking about <mark>a tent for 120 guests on May 9</mark>. To send you a quote today, I need the
          address and whether you'd like flooring.
        </p>
        <p>
          Best,
          <br />
          Renata
        </p>
      </div>
      <div className="mini-foot">
        <Tag tone="quiet">Draft, not sent</Tag>
        <span className="mini-button">Copy and edit</span>
      </div>
    </Miniature>
  );
}

import { Line, Miniature, Tag } from "@/components/products/site/miniature";

/** From the inbox to a lead to a draft, as the program does it. */
export function FlowScene() {
  return (
    <Miniature title="sales@alves-events.example" aside="Read 40 seconds ago">
      <div className="mini-flow">
        <div className="mini-lane">
          <p className="mini-label">Inbox</p>
          <div className="mini-card" data-tone="quiet">
            <s>Weekly digest</s>
            <Tag tone="quiet">Newsletter</Tag>
          </div>
          <div className="mini-card" data-on>
            <b>June Park</b>
            <p>“Could you quote a tent for 120 guests on May 9?”</p>
          </div>
          <div className="mini-card" data-tone="quiet">
            <s>Out of office</s>
            <Tag tone="quiet">Automatic reply</Tag>
          </div>
        </div>
        <div className="mini-lane">
          <p className="mini-label">Lead</p>
          <div className="mini-card">
            <p className="mini-pair">
              <b>June Park</b>
              <Tag tone="ok">Quote</Tag>
            </p>
            <Line label="Company" value="Greenway Weddings" />
            <Line label="Phone" value="(207) 555-0142" />
            <Line label="Wants" value="Tent, 120 guests" />
          </div>
        </div>
        <div className="mini-lane">
          <p className="mini-label">Reply draft</p>
          <div className="mini-card">
            <p>Hi June,</p>
            <p>Thanks for asking about a tent for 120 guests on May 9. Here's what I need to send you a quote…</p>
            <p className="mini-quiet">You review, edit and send it.</p>
          </div>
        </div>
      </div>
    </Miniature>
  );
}

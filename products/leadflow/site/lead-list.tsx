import { Miniature, Tag } from "@/components/products/site/miniature";

const leads = [
  { name: "June Park", company: "Greenway Weddings", intent: "Quote", at: "Fri 6:42 PM" },
  { name: "Owen Blake", company: "Blake & Sons", intent: "Quote", at: "Sat 9:10 AM" },
  { name: "Priya Nair", company: "Lakeside Hotel", intent: "Demo", at: "Sun 4:31 PM" },
  { name: "Luis Ortega", company: "Ortega Catering", intent: "Other", at: "Mon 7:02 AM" },
];

export function LeadListScene() {
  return (
    <Miniature title="New since Friday" aside="4 leads">
      <div className="mini-rows">
        {leads.map(({ name, company, intent, at }) => (
          <p key={name} className="mini-line">
            <span>
              <b>{name}</b> {company}
            </span>
            <span className="mini-pair">
              <Tag tone={intent === "Other" ? "quiet" : "ok"}>{intent}</Tag>
              <span className="figures mini-quiet">{at}</span>
            </span>
          </p>
        ))}
      </div>
      <div className="mini-foot">
        <span>Each has a draft.</span>
        <span className="mini-button">Open the oldest</span>
      </div>
    </Miniature>
  );
}

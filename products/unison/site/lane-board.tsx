import { Bar, Line, Miniature, Tag } from "@/components/products/site/miniature";

const lanes = [
  {
    name: "Cutting",
    orders: [
      { number: "WO-1042", what: "Bracket plate, 120 pcs", due: "Due Dec 2", done: 65 },
      { number: "WO-1047", what: "Side panel, 40 pcs", due: "Due Dec 4", done: 0 },
    ],
  },
  {
    name: "Welding",
    orders: [
      { number: "WO-1038", what: "Pump frame, 12 pcs", due: "2 days late", done: 40, late: true },
      { number: "WO-1044", what: "Rail assembly, 30 pcs", due: "Due Dec 3", done: 15 },
    ],
  },
  {
    name: "Assembly",
    orders: [
      { number: "WO-1035", what: "Conveyor end, 6 pcs", due: "Due today", done: 90 },
      { number: "WO-1040", what: "Hopper lid, 24 pcs", due: "Due Dec 2", done: 55 },
    ],
  },
] as const;

/** The lane board, as the dashboard of the product shows it. */
export function LaneBoardScene() {
  return (
    <Miniature title="Plant Detroit" aside="Day shift, 6:00 AM to 2:00 PM">
      <div className="mini-cols">
        {lanes.map(({ name, orders }) => (
          <div key={name} className="mini-lane">
            <p className="mini-label">{name}</p>
            {orders.map((order) => (
              <div key={order.number} className="mini-card">
                <p className="mini-pair">
                  <b className="figures">{order.number}</b>
                  <Tag tone={"late" in order ? "signal" : "quiet"}>{order.due}</Tag>
                </p>
                <p>{order.what}</p>
                <Bar value={order.done} {...("late" in order ? { tone: "signal" as const } : {})} />
              </div>
            ))}
          </div>
        ))}
      </div>
      <div className="mini-foot">
        <Line label="Work orders this month" value="1,240 of 5,000" />
        <Line label="On time" value="96%" tone="ok" />
        <Line label="Open reports" value="3" />
      </div>
    </Miniature>
  );
}

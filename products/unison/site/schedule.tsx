import { Bar, Miniature, Tag } from "@/components/products/site/miniature";

const rows = [
  { number: "WO-1042", from: 0, to: 34 },
  { number: "WO-1047", from: 34, to: 58 },
  { number: "WO-1038", from: 20, to: 92, late: true },
  { number: "WO-1044", from: 8, to: 47 },
  { number: "WO-1040", from: 47, to: 78 },
];

export function ScheduleScene() {
  return (
    <Miniature title="Schedule" aside="Nov 30 to Dec 6">
      <div className="mini-rows">
        {rows.map(({ number, from, to, late }) => (
          <p key={number} className="mini-track">
            <span className="figures">{number}</span>
            <Bar from={from} value={to} {...(late ? { tone: "signal" as const } : {})} />
          </p>
        ))}
      </div>
      <div className="mini-note">
        <Tag tone="signal">2 days late</Tag>
        <p>
          <b>WO-1038 is due Dec 2 and ends Dec 4.</b> Welding is full until Thursday. Move WO-1044 to lane 3 and it's on
          time.
        </p>
      </div>
    </Miniature>
  );
}

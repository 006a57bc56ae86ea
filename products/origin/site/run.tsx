import { Bar, Line, Miniature } from "@/components/products/site/miniature";

const effects = [
  { channel: "Paid search", effect: 46 },
  { channel: "Email", effect: 31 },
  { channel: "Paid social", effect: 28 },
  { channel: "Organic search", effect: 19 },
];

export function RunScene() {
  return (
    <Miniature title="Markov chain" aside="Run 412">
      <div className="mini-rows">
        <Line label="Days" value="Nov 1 to Nov 30" />
        <Line label="Look-back" value="180 days" />
        <Line label="Journeys" value="12,407" />
      </div>
      <p className="mini-label mini-pad">Conversions lost without the channel</p>
      <div className="mini-rows">
        {effects.map(({ channel, effect }) => (
          <p key={channel} className="mini-track">
            <span>{channel}</span>
            <Bar value={effect * 2} />
            <span className="figures">{effect}%</span>
          </p>
        ))}
      </div>
    </Miniature>
  );
}

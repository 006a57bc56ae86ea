import { Bar, Line, Miniature } from "@/components/products/site/miniature";

const channels = [
  { name: "Paid search", revenue: "$18,432.17", spend: "$6,120.00", roi: "201%", share: 38 },
  { name: "Email", revenue: "$11,205.40", spend: "$480.00", roi: "2,234%", share: 23 },
  { name: "Paid social", revenue: "$9,648.83", spend: "$7,900.00", roi: "22%", share: 20 },
  { name: "Organic search", revenue: "$7,319.00", spend: "$0.00", roi: "n/a", share: 15 },
  { name: "Direct", revenue: "$1,594.60", spend: "$0.00", roi: "n/a", share: 4 },
];

const journeys = [
  { path: ["Paid social", "Organic search", "Email"], share: "18%" },
  { path: ["Paid search", "Email"], share: "14%" },
  { path: ["Paid search", "Direct"], share: "9%" },
];

/** Channel ROI and the most frequent journeys, as the product shows them after a run. */
export function ChannelsScene() {
  return (
    <Miniature title="Channel ROI" aside="November, position based">
      <div className="mini-two">
        <table>
          <tbody>
            <tr className="mini-quiet">
              <td>Channel</td>
              <td>Revenue</td>
              <td>Spend</td>
              <td>ROI</td>
            </tr>
            {channels.map(({ name, revenue, spend, roi, share }) => (
              <tr key={name}>
                <td>
                  {name}
                  <Bar value={share * 2.5} />
                </td>
                <td className="figures">{revenue}</td>
                <td className="figures">{spend}</td>
                <td className="figures" data-tone={roi === "n/a" ? "quiet" : "ok"}>
                  {roi}
                </td>
              </tr>
            ))}
            <tr className="mini-sum">
              <td>All channels</td>
              <td className="figures">$48,200.00</td>
              <td className="figures">$14,500.00</td>
              <td className="figures">232%</td>
            </tr>
          </tbody>
        </table>
        <div className="mini-lane">
          <p className="mini-label">Journeys to a purchase</p>
          {journeys.map(({ path, share }) => (
            <div key={share} className="mini-card">
              <p className="mini-path">
                {path.map((step) => (
                  <span key={step}>{step}</span>
                ))}
              </p>
              <Line label="of conversions" value={share} />
            </div>
          ))}
        </div>
      </div>
    </Miniature>
  );
}

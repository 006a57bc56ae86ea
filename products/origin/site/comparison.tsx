import { Bar, Miniature } from "@/components/products/site/miniature";

const rows = [
  { channel: "Paid search", shares: [24, 51, 38] },
  { channel: "Email", shares: [8, 34, 23] },
  { channel: "Paid social", shares: [41, 3, 20] },
  { channel: "Organic search", shares: [27, 12, 19] },
];

export function ComparisonScene() {
  return (
    <Miniature title="Compare runs" aside="November">
      <table>
        <tbody>
          <tr className="mini-quiet">
            <td />
            <td>First touch</td>
            <td>Last touch</td>
            <td>Position</td>
          </tr>
          {rows.map(({ channel, shares }) => (
            <tr key={channel}>
              <td>{channel}</td>
              {shares.map((share) => (
                <td key={share} className="figures">
                  {share}%<Bar value={share * 1.9} />
                </td>
              ))}
            </tr>
          ))}
          <tr className="mini-sum">
            <td>Revenue</td>
            <td className="figures">$48,200.00</td>
            <td className="figures">$48,200.00</td>
            <td className="figures">$48,200.00</td>
          </tr>
        </tbody>
      </table>
    </Miniature>
  );
}

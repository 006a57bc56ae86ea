import { Line, Miniature, Tag } from "@/components/products/site/miniature";

export function RoiAlertScene() {
  return (
    <Miniature title="ROI alert" aside="Dec 1, 6:04 AM">
      <div className="mini-note">
        <Tag tone="signal">Below your threshold</Tag>
        <p className="mini-big">Paid social returned 22%</p>
        <p>You asked for 50% or more over the last 30 days, by the linear model.</p>
      </div>
      <svg viewBox="0 0 300 90" className="mini-chart" fill="none" aria-hidden="true" preserveAspectRatio="none">
        <path d="M0 52H300" stroke="var(--signal)" strokeDasharray="4 4" vectorEffect="non-scaling-stroke" />
        <path
          d="M0 20 30 26 60 18 90 24 120 34 150 30 180 42 210 48 240 57 270 63 300 70"
          stroke="var(--product)"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div className="mini-rows">
        <Line label="Revenue" value="$9,648.83" />
        <Line label="Spend" value="$7,900.00" />
      </div>
    </Miniature>
  );
}

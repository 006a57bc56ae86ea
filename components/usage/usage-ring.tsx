import type { MeterReport } from "@/lib/usage";
import { thresholdsOf } from "./drawn-thresholds";
import { barState, percentUsed } from "./words";

const radius = 42;
const around = 2 * Math.PI * radius;

const strokes = {
  ok: "var(--foreground)",
  warning: "var(--warning)",
  critical: "var(--signal)",
  grace: "var(--signal)",
  stopped: "var(--signal)",
} as const;

/** The share of a limit that is used, as a ring with a notch at each threshold below the limit. The bar beside it says the same. */
export function UsageRing({ meter }: { meter: MeterReport }) {
  const share = Math.min(1, meter.part);
  const notches = thresholdsOf(meter).filter(({ step }) => step === "warning" || step === "critical");
  const limit = meter.limit === "unlimited" ? 1 : meter.limit;
  return (
    <div className="relative size-24 shrink-0" aria-hidden="true">
      <svg viewBox="0 0 100 100" aria-hidden="true" className="size-full -rotate-90">
        <circle cx="50" cy="50" r={radius} fill="none" stroke="var(--secondary)" strokeWidth="10" />
        {share > 0 && (
          <circle
            cx="50"
            cy="50"
            r={radius}
            fill="none"
            stroke={strokes[barState(meter)]}
            strokeWidth="10"
            strokeDasharray={`${share * around} ${around}`}
          />
        )}
        {notches.map(({ step, value }) => (
          <line
            key={step}
            x1={50 + radius - 7}
            x2={50 + radius + 7}
            y1="50"
            y2="50"
            stroke="var(--card)"
            strokeWidth="2"
            transform={`rotate(${(value / Math.max(limit, 1)) * 360} 50 50)`}
          />
        ))}
      </svg>
      <span className="figures absolute inset-0 grid place-items-center font-medium text-xl tracking-[-0.04em]">
        {percentUsed(meter.part)}
      </span>
    </div>
  );
}

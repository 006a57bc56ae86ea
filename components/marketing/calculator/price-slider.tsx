"use client";

import { useState } from "react";
import { cheapestPlan, estimatePlans } from "@/lib/billing/estimate/estimate";
import type { Meter, PriceList } from "@/lib/catalog/types";
import { formatPrice } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { AmountField } from "./amount-field";
import { lineText } from "./line-text";
import { stopsOf } from "./stops";

type PriceSliderProps = { prices: PriceList; meter: Meter; start: number };

/** One amount, and the plan it takes: the calculator of the pricing page in one line. */
export function PriceSlider({ prices, meter, start }: PriceSliderProps) {
  const [value, setValue] = useState(start);
  const best = cheapestPlan(estimatePlans(prices, "month", { [meter.key]: value }));
  const beyond = best?.lines.filter(({ kind }) => kind !== "plan").map(lineText) ?? [];
  return (
    <div className="needs-script grid items-center gap-x-12 gap-y-4 rounded-xl border bg-card p-5 sm:p-8 lg:grid-cols-[1.25fr_1fr]">
      <AmountField
        label={meter.kind === "counter" ? `${meter.name} a month` : `How many ${meter.unit.other}?`}
        value={value}
        text={formatCount(value, meter.unit.one, meter.unit.other)}
        stops={stopsOf(prices, meter)}
        onChange={setValue}
      />
      <p role="status" className="flex flex-wrap items-baseline gap-x-3 lg:justify-end">
        {best ? (
          <>
            <span className="figures font-medium text-4xl tracking-[-0.05em]">
              {formatPrice({ amount: best.total, currency: prices.currency })}
            </span>
            <span className="text-muted-foreground">a month: {[best.plan.name, ...beyond].join(" + ")}</span>
          </>
        ) : (
          "Write to us for that many."
        )}
      </p>
    </div>
  );
}

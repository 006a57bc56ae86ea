"use client";

import { useState } from "react";
import { currentPrice } from "@/lib/catalog/lookup";
import { amountOfOne } from "@/lib/catalog/price-text";
import type { ReturnCopy } from "@/lib/catalog/site-copy";
import type { PriceList } from "@/lib/catalog/types";
import { formatRounded, minorUnits } from "@/lib/money";
import { formatCount, formatNumber } from "@/lib/numbers";
import { worthOf } from "./returns";

type ReturnCalculatorProps = { returns: ReturnCopy; prices: PriceList; startPlan: string };

/** What the product is worth a month by the visitor's own assumptions, and what it costs. */
export function ReturnCalculator({ returns, prices, startPlan }: ReturnCalculatorProps) {
  const [values, setValues] = useState(Object.fromEntries(returns.inputs.map(({ key, value }) => [key, value])));
  const [planKey, setPlanKey] = useState(startPlan);
  const { currency } = prices;
  const units = minorUnits(currency);
  const money = (amount: number) => formatRounded({ amount: Math.round(amount * units), currency });
  const gains = returns.gains.map((gain) => ({ ...gain, worth: worthOf(gain, values) }));
  const worth = gains.reduce((sum, gain) => sum + gain.worth, 0);
  const plan = prices.plans.find(({ key }) => key === planKey);
  const price = plan && currentPrice(prices, plan, "month");
  const cost = (price ? amountOfOne(price) : 0) / units;
  return (
    <div className="needs-script mt-12 grid gap-4 lg:grid-cols-[1.15fr_1fr]">
      <div className="grid content-start gap-4 rounded-xl border bg-card p-5 sm:p-8">
        {returns.inputs.map(({ key, label, unit, max, step }) => (
          <label key={key} className="flex items-center justify-between gap-4 text-sm">
            {label}
            <span className="flex items-center gap-2">
              {unit === "money" && <span className="figures text-muted-foreground">{symbolOf(currency)}</span>}
              <input
                type="number"
                inputMode="decimal"
                min={0}
                max={max}
                step={step}
                value={values[key]}
                onChange={(event) => setValues({ ...values, [key]: within(event.target.valueAsNumber, max) })}
                className="figures h-10 w-28 rounded-md border border-input bg-card px-3 text-right text-base"
              />
            </span>
          </label>
        ))}
        <label className="flex items-center justify-between gap-4 border-t pt-4 text-sm">
          Compared with
          <select
            value={planKey}
            onChange={(event) => setPlanKey(event.target.value)}
            className="h-10 rounded-md border border-input bg-card px-3 text-base"
          >
            {prices.plans.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="flex flex-col rounded-xl border bg-card p-5 sm:p-8">
        <table className="w-full text-sm">
          <caption className="sr-only">Worth and cost per month</caption>
          <tbody>
            {gains.map(({ label, how, worth }) => (
              <tr key={label}>
                <th scope="row" className="py-2 text-left font-normal">
                  {label}
                  <span className="block text-muted-foreground text-xs">{how}</span>
                </th>
                <td className="figures py-2 text-right align-top">{money(worth)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row" className="py-2 text-left font-normal">
                {plan?.name}, a month
              </th>
              <td className="figures py-2 text-right">{money(-cost)}</td>
            </tr>
            <tr>
              <th scope="row" className="border-foreground border-t-2 py-3 text-left font-medium">
                You keep each month
              </th>
              <td className="figures border-foreground border-t-2 py-3 text-right font-medium text-2xl tracking-[-0.04em]">
                {money(worth - cost)}
              </td>
            </tr>
          </tbody>
        </table>
        <p role="status" className="mt-auto pt-5 text-lg">
          {verdict(worth, cost)}
        </p>
      </div>
    </div>
  );
}

function verdict(worth: number, cost: number): string {
  if (cost === 0) return "This plan costs nothing, so whatever it saves is yours.";
  if (worth < cost) return "With these numbers, it doesn't pay for itself yet.";
  const days = Math.max(1, Math.ceil((cost / worth) * 30));
  const times = formatNumber(Math.round((worth / cost) * 10) / 10);
  return `It returns ${times} times its price and pays for itself in ${formatCount(days, "day")}.`;
}

/** An empty field counts as zero. */
const within = (value: number, max: number): number => (Number.isFinite(value) ? Math.min(Math.max(value, 0), max) : 0);

const symbolOf = (currency: string): string =>
  new Intl.NumberFormat("en-US", { style: "currency", currency })
    .formatToParts(0)
    .find(({ type }) => type === "currency")?.value ?? "";

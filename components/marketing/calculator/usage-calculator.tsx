"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { cheapestPlan, type Estimate, estimatePlans } from "@/lib/billing/estimate/estimate";
import type { Interval, Meter, PriceList } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { trialHref } from "../links";
import { AmountField } from "./amount-field";
import { type CalculatorState, readLink, writeLink } from "./calculator-link";
import { CopyLink } from "./copy-link";
import { lineText } from "./line-text";
import { stopsOf } from "./stops";

type UsageCalculatorProps = { prices: PriceList; start: CalculatorState["usage"] };

/** What the expected usage costs on each plan. The link in the address bar holds what is entered. */
export function UsageCalculator({ prices, start }: UsageCalculatorProps) {
  const [state, setState] = useState<CalculatorState>({ interval: "month", usage: start });
  useLink(prices, state, setState);
  const fields = useMemo(() => prices.meters.map((meter) => ({ meter, stops: stopsOf(prices, meter) })), [prices]);
  const { interval, usage } = state;
  const estimates = estimatePlans(prices, interval, usage);
  const best = cheapestPlan(estimates);
  const money = (amount: number) => formatMoney({ amount, currency: prices.currency });
  return (
    <div className="needs-script mt-12 grid gap-4 lg:grid-cols-[1.15fr_1fr]">
      <div className="grid content-start gap-x-10 gap-y-5 rounded-xl border bg-card p-5 sm:p-8">
        {fields.map(({ meter, stops }) => (
          <AmountField
            key={meter.key}
            label={meter.kind === "counter" ? `${meter.name} a month` : labelOf(meter)}
            value={usage[meter.key] ?? 0}
            text={countOf(meter, usage[meter.key] ?? 0)}
            stops={stops}
            onChange={(value) => setState({ interval, usage: { ...usage, [meter.key]: value } })}
          />
        ))}
        <Intervals chosen={interval} choose={(next) => setState({ interval: next, usage })} />
      </div>
      <div className="grid content-start gap-5 self-start rounded-xl border border-foreground bg-card p-5 sm:p-8 lg:sticky lg:top-20">
        {best ? (
          <Invoice best={best} yearSaving={savingOf(prices, best, usage)} money={money} />
        ) : (
          <p className="min-h-64 text-lg">No plan covers this. Write to us, and we'll find a way.</p>
        )}
        <table className="w-full text-sm">
          <caption className="sr-only">The same usage on each plan</caption>
          <tbody>
            {estimates.map((estimate) => (
              <tr key={estimate.plan.key}>
                <th
                  scope="row"
                  className={`border-t py-2 text-left ${estimate === best ? "font-medium" : "font-normal"}`}
                >
                  {estimate.plan.name}
                </th>
                <td className="figures border-t py-2 text-right">
                  {estimate.stopsAt ? (
                    <span className="font-sans text-muted-foreground tracking-normal">
                      {stopText(estimate.stopsAt, estimate)}
                    </span>
                  ) : (
                    money(estimate.total)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="flex flex-wrap items-center gap-3">
          {best && (
            <a href={trialHref(best.plan.key, interval)} className="cta">
              {best.total === 0 ? "Start for free" : `Try ${best.plan.name} free`}
            </a>
          )}
          <CopyLink />
        </div>
      </div>
    </div>
  );
}

type InvoiceProps = { best: Estimate; yearSaving: number; money: (amount: number) => string };

/** The invoice for the cheapest plan. Its height changes with its lines, and nothing below it moves: it has room for all. */
function Invoice({ best, yearSaving, money }: InvoiceProps) {
  const { plan, interval, lines, total } = best;
  return (
    <div className="flex min-h-64 flex-col">
      <p className="text-muted-foreground text-sm">Best price for this usage</p>
      <p className="mt-1 font-medium text-3xl tracking-[-0.03em]">{plan.name}</p>
      <table className="mt-4 w-full text-sm">
        <caption className="sr-only">The invoice</caption>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.kind} ${line.key}`}>
              <th scope="row" className="py-1 text-left font-normal">
                {lineText(line)}
              </th>
              <td className="figures py-1 text-right">{money(line.amount)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" className="border-foreground border-t-2 py-2 text-left font-medium">
              {interval === "year" ? "Yearly total" : "Monthly total"}
            </th>
            <td className="figures border-foreground border-t-2 py-2 text-right font-medium text-xl">{money(total)}</td>
          </tr>
        </tbody>
      </table>
      <p className="mt-auto text-muted-foreground text-sm" role="status">
        {total === 0
          ? "This plan is free, with no end date."
          : interval === "year"
            ? `${money(Math.round(total / 12))} a month on average. You save ${money(yearSaving)} a year.`
            : `Annual billing saves ${money(yearSaving)} a year.`}{" "}
        Tax isn't included.
      </p>
    </div>
  );
}

function Intervals({ chosen, choose }: { chosen: Interval; choose: (interval: Interval) => void }) {
  return (
    <fieldset className="flex flex-wrap gap-5 border-t pt-5 text-sm">
      <legend className="sr-only">Interval to calculate with</legend>
      {(["month", "year"] as const).map((interval) => (
        <label key={interval} className="flex min-h-6 items-center gap-2">
          <input
            type="radio"
            name="calculated-interval"
            checked={chosen === interval}
            onChange={() => choose(interval)}
            className="size-4 accent-foreground"
          />
          {interval === "year" ? "Pay by the year" : "Pay by the month"}
        </label>
      ))}
    </fieldset>
  );
}

/** What twelve monthly invoices cost more than one for a year. */
function savingOf(prices: PriceList, { plan }: Estimate, usage: CalculatorState["usage"]): number {
  const totalOf = (interval: Interval) =>
    estimatePlans(prices, interval, usage).find((estimate) => estimate.plan.key === plan.key)?.total ?? 0;
  return Math.max(0, totalOf("month") * 12 - totalOf("year"));
}

/** Reads the link once, and writes it when nothing has changed for a moment: Safari refuses more than 100 changes in 30 seconds. */
function useLink(prices: PriceList, state: CalculatorState, setState: (state: CalculatorState) => void): void {
  const first = useRef(state);
  useEffect(() => {
    const linked = readLink(window.location.search, prices, first.current);
    if (linked) setState(linked);
  }, [prices, setState]);
  useEffect(() => {
    if (state === first.current) return;
    const timer = setTimeout(() => {
      try {
        const { pathname, search, hash } = window.location;
        const next = writeLink(search, state);
        if (next !== search) window.history.replaceState(null, "", `${pathname}${next}${hash}`);
      } catch {
        // The address bar stays as it is. The calculator works without it.
      }
    }, 400);
    return () => clearTimeout(timer);
  }, [state]);
}

const countOf = ({ unit }: Meter, count: number): string => formatCount(count, unit.one, unit.other);

/** "Storage in GB": a unit that is a symbol says what the number means. */
const labelOf = ({ name, unit }: Meter): string => (unit.one === unit.other ? `${name} in ${unit.one}` : name);

function stopText(meter: Meter, { plan }: Estimate): string {
  const limit = plan.limits[meter.key];
  if (typeof limit !== "number" || limit === 0) return `No ${meter.unit.other}`;
  return `Stops at ${countOf(meter, limit)}`;
}

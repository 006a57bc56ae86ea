import { cheapestPlan, estimatePlans } from "@/lib/billing/estimate/estimate";
import { priceListOf } from "@/lib/billing/estimate/price-list";
import type { Catalog } from "@/lib/catalog";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { usageExamplesOf } from "./usage-examples";

/** What the calculators are replaced by where no script runs: examples, rated by the same code. */
export function ExampleTable({ catalog }: { catalog: Catalog }) {
  const prices = priceListOf(catalog);
  const money = (amount: number) => formatMoney({ amount, currency: catalog.currency });
  return (
    <noscript>
      <table className="mt-12 w-full rounded-xl border bg-card text-sm">
        <caption className="sr-only">Examples</caption>
        <thead>
          <tr className="text-left text-muted-foreground">
            <th className="p-4 font-normal">Example</th>
            <th className="p-4 font-normal">Plan</th>
            <th className="p-4 text-right font-normal">Per month</th>
            <th className="p-4 text-right font-normal">Per year</th>
          </tr>
        </thead>
        <tbody>
          {usageExamplesOf(catalog).map(({ name, usage }) => {
            const best = cheapestPlan(estimatePlans(prices, "month", usage));
            const year = estimatePlans(prices, "year", usage).find(({ plan }) => plan.key === best?.plan.key);
            return (
              <tr key={name} className="align-top">
                <th scope="row" className="border-t p-4 text-left font-medium">
                  {name}
                  <span className="mt-1 block font-normal text-muted-foreground text-xs">
                    {catalog.meters
                      .flatMap(({ key, unit }) => (usage[key] ? [formatCount(usage[key], unit.one, unit.other)] : []))
                      .join(", ")}
                  </span>
                </th>
                <td className="border-t p-4">{best?.plan.name ?? "On request"}</td>
                <td className="figures border-t p-4 text-right">{best && money(best.total)}</td>
                <td className="figures border-t p-4 text-right">{year && money(year.total)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </noscript>
  );
}

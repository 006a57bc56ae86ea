import {
  amountOfOne,
  type Catalog,
  currentPrice,
  isFree,
  type MatrixCell,
  matrixCell,
  matrixDescription,
  type Plan,
  plansByRank,
} from "@/lib/catalog";
import { cn } from "@/lib/cn";
import { formatPrice } from "@/lib/money";
import { Cta } from "./cta";
import { trialHref } from "./links";

type PlanMatrixProps = {
  catalog: Catalog;
  /** The currency that the trial's link carries, where there is a choice. */
  chosenCurrency?: string | undefined;
};

/**
 * Compares plans row by row. The head sticks, with each plan's price and button. On a phone the columns get narrower instead of
 * scrolling: inside anything that scrolls, Safari wouldn't keep the head in place.
 */
export function PlanMatrix({ catalog, chosenCurrency }: PlanMatrixProps) {
  const plans = plansByRank(catalog);
  return (
    <table className="matrix w-full table-fixed border-separate border-spacing-0 text-xs sm:text-sm">
      <caption className="sr-only">Plan comparison</caption>
      <thead>
        <tr>
          <th scope="col" className={cn(head, "w-[26%] sm:w-[34%]")}>
            <span className="sr-only">Feature</span>
          </th>
          {plans.map((plan) => (
            <th key={plan.key} scope="col" className={cn(head, "px-1 text-left align-bottom font-normal sm:px-4")}>
              <PlanHead catalog={catalog} plan={plan} currency={chosenCurrency} />
            </th>
          ))}
        </tr>
      </thead>
      {catalog.copy.matrix.map((group) => (
        <tbody key={group.group}>
          <tr>
            <th
              scope="colgroup"
              colSpan={plans.length + 1}
              className="border-b pt-9 pb-3 text-left font-semibold text-sm"
            >
              {group.group}
            </th>
          </tr>
          {group.rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                {row.name}
                <small>{matrixDescription(catalog, row)}</small>
              </th>
              {plans.map((plan) => (
                <Cell key={plan.key} cell={matrixCell(catalog, plan, row)} />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

const head = "sticky top-15 z-10 border-foreground border-b bg-background py-4";

type PlanHeadProps = { catalog: Catalog; plan: Plan; currency: string | undefined };

/** Follows the interval that is switched to, like the plan cards. */
function PlanHead({ catalog, plan, currency }: PlanHeadProps) {
  const month = currentPrice(catalog, plan, "month");
  const year = currentPrice(catalog, plan, "year");
  const price = "figures block text-muted-foreground text-[0.6875rem] tracking-[-0.05em] sm:text-sm";
  const byMonth = "group-has-[[value=year]:checked]/interval:hidden";
  const label = (
    <>
      {isFree(catalog, plan) ? "Start" : "Try free"}
      <span className="sr-only"> with {plan.name}</span>
    </>
  );
  return (
    <>
      <span className="block truncate font-medium text-[0.75rem] tracking-[-0.02em] sm:text-base">{plan.name}</span>
      {month && (
        <span className={cn(price, byMonth)}>
          {formatPrice({ amount: amountOfOne(month), currency: month.currency })}/mo
        </span>
      )}
      {year && (
        <span className={cn(price, "hidden group-has-[[value=year]:checked]/interval:block")}>
          {formatPrice({ amount: amountOfOne(year), currency: year.currency })}
          <span className="max-sm:block">/yr</span>
        </span>
      )}
      <Cta href={trialHref(plan.key, "month", currency)} variant="outline" size="sm" className={cn("mt-2", byMonth)}>
        {label}
      </Cta>
      <Cta
        href={trialHref(plan.key, "year", currency)}
        variant="outline"
        size="sm"
        className="not-group-has-[[value=year]:checked]/interval:hidden mt-2"
      >
        {label}
      </Cta>
    </>
  );
}

function Cell({ cell }: { cell: MatrixCell }) {
  if (typeof cell === "boolean") {
    return (
      <td className={cell ? "yes" : "no"}>
        <span className="sr-only">{cell ? "Included" : "Not included"}</span>
      </td>
    );
  }
  return (
    <td>
      {cell.text}
      {cell.note && <small>{cell.note}</small>}
    </td>
  );
}

import { type Catalog, type MatrixCell, matrixCell, matrixDescription, plansByRank } from "@/lib/catalog";

/** Compares plans row by row. The head sticks; on a phone the columns get narrower instead of scrolling away. */
export function PlanMatrix({ catalog }: { catalog: Catalog }) {
  const plans = plansByRank(catalog);
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 text-xs sm:text-sm">
      <caption className="sr-only">Plan comparison</caption>
      <thead>
        <tr>
          <th scope="col" className="sticky top-15 z-10 w-[28%] border-b bg-background py-4 sm:w-[40%]">
            <span className="sr-only">Feature</span>
          </th>
          {plans.map((plan) => (
            <th
              key={plan.key}
              scope="col"
              className="sticky top-15 z-10 border-b bg-background px-1 py-4 text-left font-semibold text-[0.6875rem] tracking-[-0.01em] sm:px-4 sm:text-base"
            >
              {plan.name}
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
            <tr key={row.name} className="hover:bg-muted/60">
              <th scope="row" className="border-b py-3 pr-2 text-left align-top font-normal">
                {row.name}
                <span className="mt-0.5 hidden text-muted-foreground text-xs sm:block">
                  {matrixDescription(catalog, row)}
                </span>
              </th>
              {plans.map((plan) => (
                <td key={plan.key} className="border-b px-1 py-3 align-top sm:px-4">
                  <Cell cell={matrixCell(catalog, plan, row)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Cell({ cell }: { cell: MatrixCell }) {
  if (cell === false) {
    return (
      <span className="text-muted-foreground">
        <span aria-hidden>–</span>
        <span className="sr-only">Not included</span>
      </span>
    );
  }
  if (cell === true) {
    return (
      <span className="tick">
        <span className="sr-only">Included</span>
      </span>
    );
  }
  return (
    <span className="break-words font-medium">
      {cell.text}
      {cell.note && <span className="mt-0.5 block font-normal text-muted-foreground text-xs">{cell.note}</span>}
    </span>
  );
}

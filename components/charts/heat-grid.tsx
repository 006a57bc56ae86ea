import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";
import { formatPercent } from "@/lib/numbers";
import { heatLevel } from "./geometry/heat";

export type HeatRow = {
  label: string;
  /** Size of the row at its start, written out. */
  size: string;
  /** Null for what hasn't happened yet. */
  cells: readonly (number | null)[];
  href?: string | undefined;
};

type HeatGridProps = {
  label: string;
  /** Headings: "Cohort", "Customers". */
  head: string;
  sizeHead: string;
  rows: readonly HeatRow[];
  /** The period since the start that each column stands for: "Month 3". */
  columnLabel: (index: number) => string;
  /** Of each column, over the rows that have reached it. */
  mean: readonly (number | null)[];
  /** The last cell of each row is of a period that isn't over. */
  lastIsPartial?: boolean;
};

/** How strong the shade is at each level; the strongest needs another text color. */
const shades = [6, 13, 21, 30, 40, 52, 88];

/** From here on a cell is written as more than 100%, and has the color of money won. */
const grown = 1.005;

/** What is left of each cohort as time passes, with the mean of all. */
export function HeatGrid({ label, head, sizeHead, rows, columnLabel, mean, lastIsPartial }: HeatGridProps) {
  const columns = Array.from({ length: Math.max(0, ...rows.map(({ cells }) => cells.length)) }, (_, index) => index);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 wants regions that scroll to be reachable by keyboard.
    <section aria-label={`${label} table`} tabIndex={0} className="scroll-fade">
      <table className="w-full border-separate border-spacing-[2px] text-2xs" aria-label={label}>
        <thead>
          <tr className="text-muted-foreground">
            <th className="sticky left-0 z-10 bg-card pr-2 text-left font-medium">{head}</th>
            <th className="px-2 text-right font-medium">{sizeHead}</th>
            {columns.map((column) => (
              <th key={column} className="min-w-9.5 figures font-medium" aria-label={columnLabel(column)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, size, cells, href }) => (
            <tr key={label}>
              <th scope="row" className="sticky left-0 z-10 whitespace-nowrap bg-card pr-2 text-left font-normal">
                {href ? (
                  <Link href={href} className="underline-offset-4 hover:underline">
                    {label}
                  </Link>
                ) : (
                  label
                )}
              </th>
              <td className="whitespace-nowrap px-2 text-right figures text-muted-foreground">{size}</td>
              {columns.map((column) => {
                const partial = Boolean(lastIsPartial) && column === cells.length - 1 && column > 0;
                return <HeatCell key={column} ratio={cells[column] ?? null} partial={partial} />;
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="sticky left-0 z-10 bg-card pr-2 text-left font-medium">
              Mean
            </th>
            <td />
            {columns.map((column) => (
              <td key={column} className="h-7 text-center figures font-medium">
                {percent(mean[column] ?? null)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function HeatCell({ ratio, partial }: { ratio: number | null; partial: boolean }) {
  if (ratio === null) return <td />;
  const level = heatLevel(ratio);
  return (
    <td
      className={cn(
        "h-7 rounded-[3px] figures text-center",
        level === shades.length - 1 && "text-(--heat-ink)",
        partial && "italic",
      )}
      style={{
        background: `color-mix(in oklab, ${ratio > grown ? "var(--heat-grown)" : "var(--heat)"} ${shades[level]}%, var(--card))`,
      }}
    >
      {percent(ratio)}
    </td>
  );
}

/** Without decimals: hundreds of cells are read by shade first. */
const percent = (ratio: number | null): string => (ratio === null ? "" : formatPercent(Math.round(ratio * 100) / 100));

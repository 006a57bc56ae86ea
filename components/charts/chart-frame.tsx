import { ChevronRight, Download } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { ChartTableView } from "./chart-table-view";
import { Hint } from "./hint";
import type { ChartTable } from "./types";

type ChartFrameProps = {
  /** Unique on the page; also the anchor of the chart. */
  id: string;
  title: string;
  /** How the figures are defined. */
  hint?: ReactNode;
  description?: ReactNode;
  /** The one number of the chart, with its comparison. */
  figure?: ReactNode;
  /** Pickers, on the right of the title. */
  actions?: ReactNode;
  legend?: ReactNode;
  /** The same values as a table, closed at first. */
  table?: ChartTable | undefined;
  /** Where the table can be downloaded. */
  csv?: string | undefined;
  /** In place of the chart when there is nothing to draw: what will appear here. */
  empty?: string | false | undefined;
  className?: string | undefined;
  children?: ReactNode;
};

/** The panel around a chart: title, definition, legend, and the values as a table and a file. */
export function ChartFrame(props: ChartFrameProps) {
  const { id, title, hint, description, figure, actions, legend, table, csv, empty, className, children } = props;
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={cn("@container flex min-w-0 scroll-mt-20 flex-col rounded-lg border bg-card shadow-raised", className)}
    >
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-4 max-sm:px-4">
        <div className="grid min-w-0 gap-0.5">
          <div className="flex items-center gap-2">
            <h2 id={`${id}-title`} className="font-semibold text-sm tracking-[-0.006em]">
              {title}
            </h2>
            {hint && (
              <Hint id={`${id}-hint`} of={title}>
                {hint}
              </Hint>
            )}
          </div>
          {description && <p className="text-pretty text-muted-foreground text-xs">{description}</p>}
        </div>
        {actions}
      </header>
      {figure && <div className="px-5 pt-1 max-sm:px-4">{figure}</div>}
      {empty ? (
        <ChartEmpty>{empty}</ChartEmpty>
      ) : (
        <>
          {legend && <div className="px-5 pt-3 max-sm:px-4">{legend}</div>}
          <div className="min-w-0 flex-1 px-5 pt-4 pb-4 max-sm:px-4">{children}</div>
          {(table || csv) && <ChartFoot id={id} title={title} table={table} csv={csv} />}
        </>
      )}
    </section>
  );
}

type ChartFootProps = { id: string; title: string; table?: ChartTable | undefined; csv?: string | undefined };

function ChartFoot({ id, title, table, csv }: ChartFootProps) {
  const link = csv && (
    <a
      href={csv}
      download
      className="inline-flex items-center gap-1.5 rounded-sm text-muted-foreground text-xs leading-4 transition-colors hover:text-foreground"
    >
      <Download aria-hidden className="size-3.5" />
      CSV<span className="sr-only"> of {title}</span>
    </a>
  );
  if (!table) return <footer className="flex justify-end border-t px-5 py-2 max-sm:px-4">{link}</footer>;
  return (
    <footer className="relative border-t">
      <details className="group/table">
        <summary className="flex w-fit list-none items-center gap-1 rounded-sm py-2 pr-2 pl-4 leading-4 text-muted-foreground text-xs transition-colors hover:text-foreground max-sm:pl-3 [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-3.5 transition-transform group-open/table:rotate-90" />
          Table<span className="sr-only"> of {title}</span>
        </summary>
        <div className="max-h-96 overflow-y-auto border-t">
          <ChartTableView id={`${id}-table`} label={title} table={table} />
        </div>
      </details>
      <div className="absolute top-2 right-5 flex max-sm:right-4">{link}</div>
    </footer>
  );
}

function ChartEmpty({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-1 items-center px-5 pt-4 pb-5 max-sm:px-4">
      <p className="flex min-h-28 w-full items-center justify-center text-pretty rounded-md border border-dashed px-6 py-6 text-center text-muted-foreground text-sm">
        {children}
      </p>
    </div>
  );
}

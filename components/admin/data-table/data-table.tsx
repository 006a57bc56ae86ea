"use client";

import { type ColumnDef, type Header, useTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "@/components/navigation/link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import { type DataTableFeatures, dataTableFeatures } from "./features";

export type TableSorting = { column: string; descending: boolean };

type DataTableProps<Row extends { id: string }> = {
  /** What the table lists. */
  label: string;
  columns: ColumnDef<DataTableFeatures, Row, unknown>[];
  rows: Row[];
  sorting: TableSorting;
  /** The URL that sorts so. Sorting works without script. */
  sortHref: (sorting: TableSorting) => string;
  /** The columns that aren't shown. */
  hidden?: readonly string[];
  className?: string;
};

/**
 * A table whose rows the server has sorted and paged. Heads are links that sort.
 */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const { label, columns, rows, sorting, sortHref, hidden = [], className } = props;
  const table = useTable({
    features: dataTableFeatures,
    columns,
    data: rows,
    getRowId: ({ id }) => id,
    manualSorting: true,
    enableSortingRemoval: false,
    state: {
      sorting: [{ id: sorting.column, desc: sorting.descending }],
      columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])),
    },
  });
  return (
    <div className={cn("overflow-hidden rounded-lg border bg-card shadow-raised", className)}>
      <Table label={label}>
        <TableHeader>
          {table.getHeaderGroups().map(({ id, headers }) => (
            <TableRow key={id}>
              {headers.map((header) => (
                <SortableHead key={header.id} header={header} sortHref={sortHref}>
                  <table.FlexRender header={header} />
                </SortableHead>
              ))}
            </TableRow>
          ))}
        </TableHeader>
        <TableBody>
          {table.getRowModel().rows.map((row) => (
            <TableRow
              key={row.id}
              className="relative has-[a[data-row-link]:focus-visible]:bg-accent has-data-link-pending:bg-accent"
            >
              {row.getVisibleCells().map((cell) => {
                const meta = cell.column.columnDef.meta;
                return (
                  <TableCell
                    key={cell.id}
                    numeric={meta?.numeric === true}
                    className={cn(meta?.className, meta?.cellClassName)}
                  >
                    <table.FlexRender cell={cell} />
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

type SortableHeadProps<Row extends { id: string }> = {
  header: Header<DataTableFeatures, Row, unknown>;
  sortHref: DataTableProps<Row>["sortHref"];
  children: React.ReactNode;
};

const icons = { asc: ArrowUp, desc: ArrowDown };

function SortableHead<Row extends { id: string }>({ header, sortHref, children }: SortableHeadProps<Row>) {
  const { column } = header;
  const meta = column.columnDef.meta;
  const sorted = column.getIsSorted();
  const Icon = sorted ? icons[sorted] : ChevronsUpDown;
  const props = { numeric: meta?.numeric === true, className: meta?.className };
  if (!column.getCanSort()) return <TableHead {...props}>{children}</TableHead>;
  const descending = sorted ? sorted === "asc" : column.getFirstSortDir() === "desc";
  return (
    <TableHead {...props} aria-sort={sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined}>
      <Link
        href={sortHref({ column: column.id, descending })}
        scroll={false}
        className={cn(
          "group/sort inline-flex items-center gap-1 rounded-sm hover:text-foreground",
          props.numeric && "flex-row-reverse",
          sorted && "text-foreground",
        )}
      >
        {children}
        <Icon className={cn("size-3", !sorted && "opacity-0 group-hover/sort:opacity-60")} aria-hidden />
      </Link>
    </TableHead>
  );
}

"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { ScaleIcon, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { OrganizationFilter, OrganizationPage, OrganizationRow } from "@/lib/admin";
import { listColumns, sortingOf } from "@/lib/admin/list/organization-filter";
import { formatShortDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { formatNumber } from "@/lib/numbers";
import { DataTable } from "../../data-table/data-table";
import type { DataTableFeatures } from "../../data-table/features";
import { RowLink } from "../../data-table/row-link";
import { StatusBadge } from "../../status-badge";
import { sortHref } from "./list-url";
import { hiddenColumns, nextLabel } from "./list-words";

/** A row with what its cells need of the page. */
type Shown = OrganizationRow & { now: Date; plan: string; catalogCurrency: string; order: OrganizationPage["order"] };

const column = createColumnHelper<DataTableFeatures, Shown>();

const figures = "whitespace-nowrap font-mono text-[0.8125rem] tabular-nums";

const columns = column.columns([
  column.accessor("name", {
    id: "name",
    header: "Organization",
    meta: { className: "max-w-72 max-sm:w-full max-sm:max-w-0" },
    cell: ({ row: { original } }) => <NameCell row={original} />,
  }),
  column.accessor("planKey", {
    id: "plan",
    header: "Plan",
    sortDescFirst: true,
    meta: { className: "whitespace-nowrap max-md:hidden" },
    cell: ({ row: { original } }) => (
      <>
        {original.plan}
        {original.interval === "year" && <span className="text-muted-foreground"> · Annual</span>}
      </>
    ),
  }),
  column.accessor("status", {
    id: "status",
    header: "Status",
    sortDescFirst: false,
    meta: { className: "max-sm:hidden" },
    cell: ({ row: { original } }) => <StatusCell row={original} />,
  }),
  column.accessor("mrr", {
    id: "mrr",
    header: ({ table }) => <MrrHead order={table.getRowModel().rows[0]?.original.order} />,
    sortDescFirst: true,
    meta: { numeric: true, cellClassName: figures },
    cell: ({ row: { original: row } }) => (
      <span className={row.mrr === 0 ? "text-muted-foreground" : undefined}>
        {formatMoney({ amount: row.mrr, currency: row.currency ?? row.catalogCurrency })}
      </span>
    ),
  }),
  column.accessor("nextAt", {
    id: "next",
    header: "Next date",
    sortDescFirst: false,
    meta: { className: "whitespace-nowrap max-lg:hidden" },
    cell: ({ row: { original } }) => <NextCell row={original} />,
  }),
  column.accessor("members", {
    id: "members",
    header: "Members",
    sortDescFirst: true,
    meta: { numeric: true, className: "max-lg:hidden", cellClassName: figures },
    cell: ({ row: { original } }) => formatNumber(original.members),
  }),
  column.accessor("createdAt", {
    id: "created",
    header: "Signed up",
    sortDescFirst: true,
    meta: { numeric: true, className: "whitespace-nowrap text-muted-foreground max-md:hidden" },
    cell: ({ row: { original } }) => formatShortDate(original.createdAt, original.now),
  }),
]);

type OrganizationsTableProps = {
  rows: readonly OrganizationRow[];
  filter: OrganizationFilter;
  now: Date;
  /** The names of plans by their keys. */
  plans: ReadonlyMap<string, string>;
  currency: string;
  order: OrganizationPage["order"];
};

export function OrganizationsTable({ rows, filter, now, plans, currency, order }: OrganizationsTableProps) {
  return (
    <DataTable
      label="Organizations"
      columns={columns}
      rows={rows.map((row) => ({
        ...row,
        now,
        plan: plans.get(row.planKey) ?? row.planKey,
        catalogCurrency: currency,
        order,
      }))}
      sorting={sortingOf(filter)}
      sortHref={(sorting) => sortHref(filter, sorting)}
      hidden={hiddenColumns(filter, listColumns)}
    />
  );
}

/** Sorted by MRR, the amounts of a column may be out of order by their numbers. */
function MrrHead({ order }: Pick<Shown, "order">) {
  if (!order || order.factors.size + order.unrated.length < 2) return "MRR";
  return (
    <span>
      MRR <span className="font-normal text-muted-foreground">in {order.base.toUpperCase()}</span>
    </span>
  );
}

function NameCell({ row }: { row: Shown }) {
  return (
    <>
      <RowLink href={`/admin/organizations/${row.id}`} className="block truncate">
        {row.name}
      </RowLink>
      <span className="block truncate text-muted-foreground text-xs">{row.owner ?? row.domain ?? "No owner"}</span>
      <span className="mt-1 flex flex-wrap items-center gap-1.5 sm:hidden">
        <StatusCell row={row} />
        <span className="text-muted-foreground text-xs">{row.plan}</span>
      </span>
    </>
  );
}

function StatusCell({ row }: { row: Shown }) {
  return (
    <span className="flex flex-wrap items-center gap-1">
      <StatusBadge status={row.status} suspendedAt={row.suspendedAt} />
      {row.status === "trialing" && !row.suspendedAt && (
        <Badge variant="outline" title={row.used ? "Has used the product" : "Hasn't used the product yet"}>
          {row.used ? "In use" : "Not used yet"}
        </Badge>
      )}
      {row.overLimit && (
        <Badge variant="warning">
          <TriangleAlert aria-hidden />
          At limit
        </Badge>
      )}
      {row.mismatch && (
        <Badge variant="destructive">
          <ScaleIcon aria-hidden />
          Mismatch
        </Badge>
      )}
    </span>
  );
}

function NextCell({ row }: { row: Shown }) {
  if (!row.nextAt) return <span className="text-muted-foreground">–</span>;
  return (
    <>
      <span className="text-muted-foreground">{nextLabel(row)}</span> {formatShortDate(row.nextAt, row.now)}
    </>
  );
}

import { Building2, SearchX } from "lucide-react";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { OrganizationFilter, OrganizationPage, OrganizationRow, OrganizationTotals, SavedView } from "@/lib/admin";
import { isFiltered } from "@/lib/admin/list/organization-filter";
import type { Catalog } from "@/lib/catalog";
import { formatDate } from "@/lib/dates";
import { Paging } from "../../paging";
import { type FilterOptions, OrganizationFilters } from "./organization-filters";
import { OrganizationsTable } from "./organizations-table";
import { TotalsStrip } from "./totals-strip";
import { ViewBar } from "./view-bar";

type OrganizationsViewProps = {
  now: Date;
  filter: OrganizationFilter;
  rows: readonly OrganizationRow[];
  next: string | undefined;
  order: OrganizationPage["order"];
  totals: OrganizationTotals;
  views: readonly SavedView[];
  options: FilterOptions;
  catalog: Catalog;
};

export function OrganizationsView(props: OrganizationsViewProps) {
  const { now, filter, rows, next, order, totals, views, options, catalog } = props;
  return (
    <div className="grid grid-cols-1 gap-4">
      <PageHeader title="Organizations" />
      <ViewBar filter={filter} views={views} />
      <OrganizationFilters filter={filter} options={options} />
      <TotalsStrip totals={totals} currency={catalog.currency} />
      {rows.length === 0 ? (
        <NoOrganizations filter={filter} />
      ) : (
        <OrganizationsTable
          rows={rows}
          filter={filter}
          now={now}
          plans={new Map(catalog.plans.map(({ key, name }) => [key, name]))}
          currency={catalog.currency}
          order={order}
        />
      )}
      {rows.length > 0 && order && <OrderNote order={order} />}
      <Paging path="/admin/organizations" filter={filter} next={next} />
    </div>
  );
}

/** How amounts of several currencies were compared. */
function OrderNote({ order: { base, day, factors, unrated } }: { order: NonNullable<OrganizationPage["order"]> }) {
  if (factors.size + unrated.length < 2) return null;
  const codes = unrated.map((currency) => currency.toUpperCase()).join(", ");
  return (
    <p className="text-muted-foreground text-xs">
      Sorted by MRR in {base.toUpperCase()} at the stored rates of {formatDate(new Date(day))} (UTC).
      {unrated.length > 0 && ` Without a rate, and therefore last: ${codes}.`}
    </p>
  );
}

function NoOrganizations({ filter }: { filter: OrganizationFilter }) {
  if (!isFiltered(filter) && !filter.after) {
    return <EmptyState icon={Building2} title="No organizations yet" description="New sign-ups appear here." />;
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No organizations match these filters"
      description="Search by part of a name, email address, domain or external ID, or by a Stripe ID, or clear the filters."
      action={
        <Button asChild variant="outline">
          <Link href="/admin/organizations">Show all</Link>
        </Button>
      }
    />
  );
}

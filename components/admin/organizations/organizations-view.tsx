import { Building2, SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ListedOrganization, OrganizationFilter } from "@/lib/admin";
import type { Catalog } from "@/lib/catalog";
import { formatDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { Paging } from "../paging";
import { planName } from "../plan-name";
import { StatusBadge } from "../status-badge";
import { OrganizationFilters } from "./organization-filters";

type OrganizationsViewProps = {
  filter: OrganizationFilter;
  rows: readonly ListedOrganization[];
  next: string | undefined;
  catalog: Catalog;
};

export function OrganizationsView({ filter, rows, next, catalog }: OrganizationsViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader title="Organizations" description="Newest first." />
      <OrganizationFilters filter={filter} plans={catalog.plans} />
      {rows.length === 0 ? <NoOrganizations filter={filter} /> : <OrganizationTable rows={rows} catalog={catalog} />}
      <Paging path="/admin/organizations" filter={filter} next={next} />
    </div>
  );
}

function OrganizationTable({ rows, catalog }: Pick<OrganizationsViewProps, "rows" | "catalog">) {
  return (
    <div className="overflow-hidden rounded-lg border bg-card shadow-raised">
      <Table label="Organizations">
        <TableHeader>
          <TableRow>
            <TableHead>Organization</TableHead>
            <TableHead className="max-sm:hidden">Plan</TableHead>
            <TableHead>Status</TableHead>
            <TableHead numeric>MRR</TableHead>
            <TableHead numeric className="max-sm:hidden">
              Signed up
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell className="max-w-64">
                <Link
                  href={`/admin/organizations/${row.id}`}
                  className="block font-medium underline-offset-4 hover:underline sm:truncate"
                >
                  {row.name}
                </Link>
                <span className="text-muted-foreground text-xs sm:hidden">{planName(row.planKey)}</span>
              </TableCell>
              <TableCell className="whitespace-nowrap max-sm:hidden">{planName(row.planKey)}</TableCell>
              <TableCell>
                <StatusBadge {...row} />
              </TableCell>
              <TableCell numeric className="whitespace-nowrap">
                {formatMoney({ amount: row.mrr, currency: row.currency ?? catalog.currency })}
              </TableCell>
              <TableCell numeric className="whitespace-nowrap text-muted-foreground max-sm:hidden">
                {formatDate(row.createdAt)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function NoOrganizations({ filter: { search, status, plan, after } }: { filter: OrganizationFilter }) {
  if (!search && !status && !plan && !after) {
    return <EmptyState icon={Building2} title="No organizations yet" description="New sign-ups appear here." />;
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No organizations match these filters"
      description="Search by part of a name or member email, an exact external ID or Stripe customer, or clear the filters."
      action={
        <Button asChild variant="outline">
          <Link href="/admin/organizations">Show all</Link>
        </Button>
      }
    />
  );
}

import { Search } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { OrganizationFilter } from "@/lib/admin";
import { FilterSelect } from "../filter-select";
import { statusBadges } from "../status-badge";

type OrganizationFiltersProps = { filter: OrganizationFilter; plans: readonly { key: string; name: string }[] };

/** Search and filters, kept in the URL. Works without JavaScript. */
export function OrganizationFilters({ filter, plans }: OrganizationFiltersProps) {
  const filtered = filter.search || filter.status || filter.plan;
  return (
    <Form
      action="/admin/organizations"
      role="search"
      className="grid grid-cols-2 gap-3 sm:grid-cols-[minmax(0,1fr)_auto_auto_auto]"
      // The fields read their values once, so another URL needs new fields.
      key={JSON.stringify(filter)}
    >
      <div className="relative max-sm:col-span-2">
        <Search className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted-foreground" aria-hidden />
        <Input
          type="search"
          name="search"
          defaultValue={filter.search}
          aria-label="Search organizations"
          placeholder="Name, email, external ID or Stripe customer"
          maxLength={100}
          className="pl-9"
        />
      </div>
      <FilterSelect name="status" label="Status" any="Any status" value={filter.status}>
        {Object.entries(statusBadges).map(([key, { label }]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect name="plan" label="Plan" any="Any plan" value={filter.plan}>
        {plans.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </FilterSelect>
      <div className="flex gap-2 max-sm:col-span-2">
        <Button type="submit" variant="outline" className="flex-1">
          Apply
        </Button>
        {filtered && (
          <Button asChild variant="ghost">
            <Link href="/admin/organizations">Clear</Link>
          </Button>
        )}
      </div>
    </Form>
  );
}

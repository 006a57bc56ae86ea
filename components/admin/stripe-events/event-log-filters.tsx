import { Search } from "lucide-react";

import { Input } from "@/components/ui/input";
import type { EventLogFilter } from "@/lib/billing";
import { FilterEnd, FilterForm } from "../filter-form";
import { FilterSelect } from "../filter-select";

/** Search and filters of the event log, kept in the URL. Works without JavaScript. */
export function EventLogFilters({ filter, types }: { filter: EventLogFilter; types: readonly string[] }) {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <FilterForm values={filter} action="/admin/stripe-events" className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap">
      <div className="relative min-w-40 flex-1 max-sm:col-span-2">
        <Search className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted-foreground" aria-hidden />
        <Input
          type="search"
          name="customer"
          defaultValue={filter.customer}
          aria-label="Search by customer or organization"
          placeholder="Stripe customer or organization"
          maxLength={100}
          className="pl-9"
        />
      </div>
      <FilterSelect name="type" label="Type" any="Any type" value={filter.type} className="min-w-0 sm:w-44">
        {[...new Set([...types, ...(filter.type ? [filter.type] : [])])].map((type) => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect name="state" label="Status" any="Any status" value={filter.state} className="min-w-0 sm:w-32">
        <option value="waiting">Waiting</option>
        <option value="handled">Processed</option>
      </FilterSelect>
      <DateField name="from" label="From" fullLabel="Received from" value={filter.from} />
      <DateField name="to" label="Until" fullLabel="Received until" value={filter.to} />
      <FilterEnd clear={filtered ? "/admin/stripe-events" : undefined} className="max-sm:col-span-2" />
    </FilterForm>
  );
}

type DateFieldProps = { name: string; label: string; fullLabel: string; value: string | undefined };

function DateField({ name, label, fullLabel, value }: DateFieldProps) {
  return (
    <div className="flex min-w-0 items-center gap-2 max-sm:flex-col max-sm:items-start max-sm:gap-1">
      <span className="text-muted-foreground text-sm" aria-hidden>
        {label}
      </span>
      <Input type="date" name={name} defaultValue={value} aria-label={fullLabel} className="min-w-0 sm:w-36" />
    </div>
  );
}

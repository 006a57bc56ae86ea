import { Search } from "lucide-react";

import { Input } from "@/components/ui/input";
import type { AuditFilter } from "@/lib/audit";
import { DateField } from "../date-field";
import { FilterEnd, FilterForm } from "../filter-form";
import { FilterSelect } from "../filter-select";
import { actionGroups } from "./audit-words";

/** Search and filters of the audit log, kept in the URL. Works without JavaScript. */
export function AuditFilters({ filter }: { filter: AuditFilter }) {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <FilterForm
      values={filter}
      action="/admin/audit-log"
      className="grid gap-3 rounded-lg border bg-card p-4 shadow-raised sm:grid-cols-2 lg:grid-cols-4"
    >
      <div className="relative sm:col-span-2">
        <Search className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted-foreground" aria-hidden />
        <Input
          type="search"
          name="search"
          defaultValue={filter.search}
          aria-label="Search targets and details"
          placeholder="Target or details"
          maxLength={200}
          className="pl-9"
        />
      </div>
      <Input
        name="actor"
        defaultValue={filter.actor}
        aria-label="Actor"
        placeholder="Actor: email, name or ID"
        maxLength={200}
      />
      <Input
        name="organization"
        defaultValue={filter.organization}
        aria-label="Organization"
        placeholder="Organization: name or ID"
        maxLength={200}
      />
      <FilterSelect
        name="action"
        label="Action"
        any="Any action"
        value={filter.action}
        className="sm:col-span-2 sm:w-full"
      >
        {actionGroups().map(({ area, all, actions }) => (
          <optgroup key={all} label={area}>
            <option value={all}>{area}: all</option>
            {actions.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </FilterSelect>
      <DateField name="from" label="From" fullLabel="From day" value={filter.from} />
      <DateField name="to" label="Until" fullLabel="Until day" value={filter.to} />
      <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-3 sm:col-span-2 lg:col-span-4">
        <label htmlFor="support-only" className="flex items-center gap-2 text-sm">
          {/* The browser's own: it works before the page's script has loaded. */}
          <input
            id="support-only"
            type="checkbox"
            name="support"
            value="1"
            defaultChecked={filter.support === "1"}
            className="size-4 accent-primary"
          />
          Support sessions
        </label>
        <label htmlFor="personal-data-only" className="flex items-center gap-2 text-sm">
          <input
            id="personal-data-only"
            type="checkbox"
            name="topic"
            value="personal_data"
            defaultChecked={filter.topic === "personal_data"}
            className="size-4 accent-primary"
          />
          Personal data
        </label>
        <FilterEnd clear={filtered ? "/admin/audit-log" : undefined} className="flex grow justify-end" />
      </div>
    </FilterForm>
  );
}

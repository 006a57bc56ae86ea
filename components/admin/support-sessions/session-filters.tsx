import { Input } from "@/components/ui/input";
import type { SupportSessionFilter } from "@/lib/auth";
import { FilterEnd, FilterForm } from "../filter-form";
import { FilterSelect } from "../filter-select";

/** Filters of the list, kept in the URL. Works without JavaScript. */
export function SessionFilters({ filter }: { filter: SupportSessionFilter }) {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <FilterForm values={filter} action="/admin/support-sessions" className="grid gap-3 sm:flex sm:flex-wrap">
      <Input
        type="search"
        name="organization"
        defaultValue={filter.organization}
        aria-label="Organization"
        placeholder="Organization: name or ID"
        maxLength={200}
        className="min-w-48 flex-1"
      />
      <Input
        name="admin"
        defaultValue={filter.admin}
        aria-label="Platform admin"
        placeholder="Platform admin"
        maxLength={200}
        className="min-w-48 flex-1"
      />
      <FilterSelect name="access" label="Access" any="Any access" value={filter.access}>
        <option value="view">View only</option>
        <option value="full">Full access</option>
      </FilterSelect>
      <FilterEnd clear={filtered ? "/admin/support-sessions" : undefined} />
    </FilterForm>
  );
}

import { Input } from "@/components/ui/input";
import type { AlertFilter } from "@/lib/alerts";
import { FilterEnd, FilterForm } from "../filter-form";
import { FilterSelect } from "../filter-select";
import { alertKindLabels } from "./alert-kinds";

/** Filters of the alerts, kept in the URL. Works without JavaScript. */
export function AlertFilters({ filter }: { filter: AlertFilter }) {
  const { state, kind, organization } = filter;
  return (
    <FilterForm values={{ kind, organization }} action="/admin/alerts" className="grid gap-3 sm:flex sm:flex-wrap">
      <input type="hidden" name="state" value={state} />
      <Input
        type="search"
        name="organization"
        defaultValue={organization}
        aria-label="Organization"
        placeholder="Organization: name or ID"
        maxLength={200}
        className="min-w-48 flex-1"
      />
      <FilterSelect name="kind" label="Kind" any="Any kind" value={kind} className="sm:w-60">
        {Object.entries(alertKindLabels).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </FilterSelect>
      <FilterEnd clear={kind || organization ? `/admin/alerts?state=${state}` : undefined} />
    </FilterForm>
  );
}

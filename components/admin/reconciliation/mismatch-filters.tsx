import type { MismatchFilter } from "@/lib/reconciliation";
import { mismatchKindLabels } from "@/lib/reconciliation/mismatches/filter";
import { FilterEnd, FilterForm } from "../filter-form";
import { FilterSelect } from "../filter-select";

/** Filters of the mismatches, kept in the URL. Works without JavaScript. */
export function MismatchFilters({ filter }: { filter: MismatchFilter }) {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <FilterForm action="/admin/reconciliation" values={filter} className="flex flex-wrap gap-3">
      <FilterSelect name="kind" label="Kind" any="Any kind" value={filter.kind} className="max-sm:flex-1 sm:w-48">
        {Object.entries(mismatchKindLabels).map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect name="state" label="Status" any="Any status" value={filter.state} className="max-sm:flex-1">
        <option value="open">Needs review</option>
        <option value="repaired">Repaired</option>
        <option value="resolved">Resolved</option>
      </FilterSelect>
      {filter.run && <input type="hidden" name="run" value={filter.run} />}
      {filter.organization && <input type="hidden" name="organization" value={filter.organization} />}
      <FilterEnd clear={filtered ? "/admin/reconciliation" : undefined} />
    </FilterForm>
  );
}

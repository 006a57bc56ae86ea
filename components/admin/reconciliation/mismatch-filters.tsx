import Form from "next/form";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import type { MismatchFilter } from "@/lib/reconciliation";
import { mismatchKindLabels } from "@/lib/reconciliation/mismatches/filter";
import { FilterSelect } from "../filter-select";

/** Filters of the mismatches, kept in the URL. Works without JavaScript. */
export function MismatchFilters({ filter }: { filter: MismatchFilter }) {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <Form action="/admin/reconciliation" role="search" className="flex flex-wrap gap-3" key={JSON.stringify(filter)}>
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
      <div className="flex gap-2 max-sm:w-full">
        <Button type="submit" variant="outline" className="max-sm:flex-1">
          Apply
        </Button>
        {filtered && (
          <Button asChild variant="ghost">
            <Link href="/admin/reconciliation">Clear</Link>
          </Button>
        )}
      </div>
    </Form>
  );
}

import Form from "next/form";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { AlertFilter } from "@/lib/alerts";
import { FilterSelect } from "../filter-select";
import { alertKindLabels } from "./alert-kinds";

/** Filters of the alerts, kept in the URL. Works without JavaScript. */
export function AlertFilters({ filter }: { filter: AlertFilter }) {
  const { state, kind, organization } = filter;
  return (
    <Form
      action="/admin/alerts"
      role="search"
      className="grid gap-3 sm:flex sm:flex-wrap"
      // The fields read their values once, so another URL needs new fields.
      key={JSON.stringify(filter)}
    >
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
      <div className="flex gap-2">
        <Button type="submit" variant="outline" className="max-sm:flex-1">
          Apply
        </Button>
        {(kind || organization) && (
          <Button asChild variant="ghost">
            <Link href={`/admin/alerts?state=${state}`}>Clear</Link>
          </Button>
        )}
      </div>
    </Form>
  );
}

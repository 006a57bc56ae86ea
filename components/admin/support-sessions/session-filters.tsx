import Form from "next/form";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { SupportSessionFilter } from "@/lib/auth";
import { FilterSelect } from "../filter-select";

/** Filters of the list, kept in the URL. Works without JavaScript. */
export function SessionFilters({ filter }: { filter: SupportSessionFilter }) {
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return (
    <Form
      action="/admin/support-sessions"
      role="search"
      className="grid gap-3 sm:flex sm:flex-wrap"
      // The fields read their values once, so another URL needs new fields.
      key={JSON.stringify(filter)}
    >
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
      <div className="flex gap-2">
        <Button type="submit" variant="outline" className="max-sm:flex-1">
          Apply
        </Button>
        {filtered && (
          <Button asChild variant="ghost">
            <Link href="/admin/support-sessions">Clear</Link>
          </Button>
        )}
      </div>
    </Form>
  );
}

import { Search } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { EventLogFilter } from "@/lib/billing";
import { Choice } from "../choice";

/** Search and filters of the inbox, kept in the page's address; works before any script has loaded. */
export function InboxFilters({ filter, types }: { filter: EventLogFilter; types: readonly string[] }) {
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <Form
      action="/admin/stripe-events"
      role="search"
      className="grid grid-cols-2 gap-3 sm:flex sm:flex-wrap"
      // The fields take their values when they are made: another address, other fields.
      key={JSON.stringify(filter)}
    >
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
      <Choice name="type" label="Type" any="Any type" value={filter.type} className="min-w-0 sm:w-44">
        {[...new Set([...types, ...(filter.type ? [filter.type] : [])])].map((type) => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </Choice>
      <Choice name="state" label="State" any="Any state" value={filter.state} className="min-w-0 sm:w-32">
        <option value="waiting">Waiting</option>
        <option value="handled">Handled</option>
      </Choice>
      <Day name="from" label="From" said="Received from" value={filter.from} />
      <Day name="to" label="Until" said="Received until" value={filter.to} />
      <div className="flex gap-2 max-sm:col-span-2">
        <Button type="submit" variant="outline" className="max-sm:flex-1">
          Apply
        </Button>
        {narrowed && (
          <Button asChild variant="ghost">
            <Link href="/admin/stripe-events">Clear</Link>
          </Button>
        )}
      </div>
    </Form>
  );
}

type DayProps = { name: string; label: string; said: string; value: string | undefined };

function Day({ name, label, said, value }: DayProps) {
  return (
    <div className="flex min-w-0 items-center gap-2 max-sm:flex-col max-sm:items-start max-sm:gap-1">
      <span className="text-muted-foreground text-sm" aria-hidden>
        {label}
      </span>
      <Input type="date" name={name} defaultValue={value} aria-label={said} className="min-w-0 sm:w-36" />
    </div>
  );
}

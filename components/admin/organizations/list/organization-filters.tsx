"use client";

import { LoaderCircle, Search, X } from "lucide-react";
import Form from "next/form";
import { debounce, useQueryStates } from "nuqs";
import { type ReactNode, useTransition } from "react";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { OrganizationFilter } from "@/lib/admin";
import { isFiltered } from "@/lib/admin/list/organization-filter";
import { statusBadges } from "../../status-badge";
import { flagNames, trialNames } from "./list-words";
import { listParameters } from "./search-params";

export type FilterOption = { key: string; name: string };
export type FilterOptions = Readonly<Record<"plan" | "industry" | "companySize", readonly FilterOption[]>>;

type OrganizationFiltersProps = { filter: OrganizationFilter; options: FilterOptions };

const options = (names: Readonly<Record<string, string>>): FilterOption[] =>
  Object.entries(names).map(([key, name]) => ({ key, name }));

const statuses = options(Object.fromEntries(Object.entries(statusBadges).map(([key, { label }]) => [key, label])));

/** Search as you type and filters, kept in the URL. Any change returns to the first page. Without script, a button applies them. */
export function OrganizationFilters({ filter, options: { plan, industry, companySize } }: OrganizationFiltersProps) {
  const [pending, startTransition] = useTransition();
  const [values, setValues] = useQueryStates(listParameters, { shallow: false, startTransition });
  const select = (name: "status" | "plan" | "trial" | "flag" | "industry" | "companySize") => ({
    name,
    value: values[name],
    onChange: (value: string) => void setValues({ [name]: value || null, after: null }),
  });
  return (
    <Form
      action="/admin/organizations"
      role="search"
      aria-busy={pending}
      className="flex min-w-0 flex-wrap items-center gap-2"
    >
      <div className="relative min-w-full flex-1">
        <Search className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted-foreground" aria-hidden />
        <Input
          type="search"
          name="search"
          aria-label="Search organizations"
          placeholder="Name, email, domain, external ID or Stripe ID"
          maxLength={200}
          autoComplete="off"
          className="pl-9"
          value={values.search}
          onChange={(event) =>
            void setValues({ search: event.target.value || null, after: null }, { limitUrlUpdates: debounce(200) })
          }
        />
        {pending && (
          <LoaderCircle className="absolute top-2.5 right-3 size-4 animate-spin text-muted-foreground" aria-hidden />
        )}
      </div>
      <div className="flex min-w-0 gap-2 max-sm:-mx-4 max-sm:scroll-fade max-sm:px-4 max-sm:pb-1 sm:flex-wrap">
        <FilterSelect label="Status" any="Any status" options={statuses} {...select("status")} />
        <FilterSelect label="Plan" any="Any plan" options={plan} {...select("plan")} />
        <FilterSelect label="Trial" any="Any trial" options={options(trialNames)} {...select("trial")} />
        <FilterSelect label="Attention" any="Any condition" options={options(flagNames)} {...select("flag")} />
        {industry.length > 0 && (
          <FilterSelect label="Industry" any="Any industry" options={industry} {...select("industry")} />
        )}
        {companySize.length > 0 && (
          <FilterSelect label="Company size" any="Any size" options={companySize} {...select("companySize")} />
        )}
      </div>
      <noscript>
        <Button type="submit" variant="outline">
          Apply
        </Button>
      </noscript>
      {isFiltered(filter) && (
        <Button asChild variant="ghost" size="sm">
          <Link href="/admin/organizations">
            <X aria-hidden />
            Clear
          </Link>
        </Button>
      )}
    </Form>
  );
}

type FilterSelectProps = {
  name: string;
  label: string;
  /** The first option, which doesn't filter. */
  any: ReactNode;
  options: readonly FilterOption[];
  value: string;
  onChange: (value: string) => void;
};

function FilterSelect({ name, label, any, options: known, value, onChange }: FilterSelectProps) {
  return (
    <div className="min-w-32 shrink-0">
      <NativeSelect
        name={name}
        aria-label={label}
        value={known.some(({ key }) => key === value) ? value : ""}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{any}</option>
        {known.map(({ key, name: text }) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}

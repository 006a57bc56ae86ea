import type { OrganizationFilter } from "@/lib/admin";
import { listColumns, sortParameter, viewParameters } from "@/lib/admin/list/organization-filter";
import type { TableSorting } from "../../data-table/data-table";

const path = "/admin/organizations";

/** The list with these parameters, from its first page unless `after` is given. */
export function listHref(filter: OrganizationFilter): string {
  const parameters = viewParameters(filter);
  if (filter.after) parameters.set("after", filter.after);
  const query = String(parameters);
  return query ? `${path}?${query}` : path;
}

export const exportHref = (filter: OrganizationFilter): string => {
  const { hide: _, ...rest } = filter;
  const query = String(viewParameters(rest));
  return query ? `${path}/export?${query}` : `${path}/export`;
};

/** The list in another order. */
export function sortHref(filter: OrganizationFilter, { column, descending }: TableSorting): string {
  const sorting = listColumnOf(column);
  return listHref({ ...filter, sort: sorting && sortParameter({ column: sorting, descending }), after: undefined });
}

const listColumnOf = (name: string) => listColumns.find((column) => column === name);

import type { OrganizationFilter } from "./organization-filter-schema";
import { type ListColumn, listColumns } from "./organization-filter-values";

export * from "./organization-filter-values";
export type { OrganizationFilter };

/** A term shorter than this is looked for at the beginning of names only: half of all rows would contain it. */
export const shortestPart = 3;

export type Sorting = { column: ListColumn; descending: boolean };

/** How a filter sorts: newest first unless it says otherwise. */
export function sortingOf({ sort }: Pick<OrganizationFilter, "sort">): Sorting {
  const column = listColumns.find((known) => known === sort?.replace("-", ""));
  return column ? { column, descending: sort?.startsWith("-") === true } : { column: "created", descending: true };
}

/** As the filter writes it; undefined for the order that needs no parameter. */
export function sortParameter({ column, descending }: Sorting): OrganizationFilter["sort"] {
  if (column === "created" && descending) return undefined;
  return descending ? `-${column}` : column;
}

/** Whether the filter leaves organizations out. */
export const isFiltered = ({ search, status, plan, trial, flag, industry, companySize }: OrganizationFilter): boolean =>
  [search, status, plan, trial, flag, industry, companySize].some((value) => value !== undefined);

/** The parameters that make a view: the filter, its order and its columns, without a page. */
export function viewParameters(filter: OrganizationFilter): URLSearchParams {
  const { after: _, ...rest } = filter;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) parameters.set(name, value);
  parameters.sort();
  return parameters;
}

/** A LIKE pattern that finds the text literally. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

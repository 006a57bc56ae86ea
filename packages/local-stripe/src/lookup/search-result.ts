import { invalidRequest } from "../wire/errors";
import { searchPredicate } from "../wire/search";
import { type Searchable, searchFields } from "../wire/search-fields";
import { asJson } from "../wire/types";

interface SearchInput {
  query: string;
  limit?: number;
  page?: string;
  expand?: string[];
}

/**
 * A page of search results, newest first. The `page` cursor is opaque; `total_count` is only included when expanded.
 */
export function searchResult<T extends object>(rows: Iterable<T>, input: SearchInput, resource: Searchable): object {
  const limit = input.limit ?? 10;
  if (limit < 1 || limit > 100) throw invalidRequest("This value must be between 1 and 100 (inclusive).", "limit");
  const accepts = searchPredicate(input.query, resource, searchFields[resource]);
  const found = [...rows].filter((row) => accepts(asJson(row))).reverse();
  const start = input.page === undefined ? 0 : offsetOf(input.page);
  const more = found.length > start + limit;
  return {
    object: "search_result",
    data: found.slice(start, start + limit),
    has_more: more,
    next_page: more ? Buffer.from(`offset:${start + limit}`).toString("base64url") : null,
    ...(input.expand?.includes("total_count") ? { total_count: found.length } : {}),
    url: `/v1/${resource}/search`,
  };
}

function offsetOf(page: string): number {
  const offset = /^offset:(\d+)$/.exec(Buffer.from(page, "base64url").toString("utf8"))?.[1];
  if (offset === undefined)
    throw invalidRequest("Invalid page cursor. Use the `next_page` value of a previous search result.", "page");
  return Number(offset);
}

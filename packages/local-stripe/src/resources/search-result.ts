import { invalid } from "../wire/errors";
import { searchPredicate } from "../wire/search";
import { asJson } from "../wire/types";

/** A page of a search, newest first; `page` is the offset of the next row, opaque to the caller. */
export function searchResult<T extends object>(
  rows: Iterable<T>,
  input: { query: string; limit?: number; page?: string },
  url: string,
): object {
  const limit = input.limit ?? 10;
  if (limit < 1 || limit > 100) throw invalid("This value must be between 1 and 100 (inclusive).", "limit");
  const accepts = searchPredicate(input.query);
  const found = [...rows].filter((row) => accepts(asJson(row))).reverse();
  const start = Number(input.page ?? 0);
  const more = found.length > start + limit;
  return {
    object: "search_result",
    data: found.slice(start, start + limit),
    has_more: more,
    next_page: more ? String(start + limit) : null,
    url,
  };
}

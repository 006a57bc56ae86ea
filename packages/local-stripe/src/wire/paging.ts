import { invalidRequest, noSuch } from "./errors";

interface Page {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
}

interface Created {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}

export interface List<T> {
  object: "list";
  data: T[];
  has_more: boolean;
  url: string;
}

/** One page, newest first. `rows` must be in order of creation. */
export function page<T extends { id: string }>(rows: Iterable<T>, request: Page, url: string): List<T> {
  const limit = request.limit ?? 10;
  if (limit < 1 || limit > 100) throw invalidRequest("This value must be between 1 and 100 (inclusive).", "limit");
  if (request.starting_after !== undefined && request.ending_before !== undefined) {
    throw invalidRequest(
      "You may only specify one of these parameters: ending_before, starting_after.",
      "ending_before",
      "parameters_exclusive",
    );
  }
  const newestFirst = [...rows].reverse();
  if (request.ending_before !== undefined) {
    const end = indexOf(newestFirst, request.ending_before, "ending_before");
    const data = newestFirst.slice(Math.max(0, end - limit), end);
    return { object: "list", data, has_more: end > limit, url };
  }
  const start =
    request.starting_after === undefined ? 0 : indexOf(newestFirst, request.starting_after, "starting_after") + 1;
  const data = newestFirst.slice(start, start + limit);
  return { object: "list", data, has_more: newestFirst.length > start + limit, url };
}

function indexOf(rows: { id: string }[], id: string, param: string): number {
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) throw noSuch("object", id, param);
  return index;
}

/** A `created`-like filter: an exact value or a range. */
export function inRange(value: number | null, filter: number | Created | undefined): boolean {
  if (filter === undefined) return true;
  if (value === null) return false;
  if (typeof filter === "number") return value === filter;
  return (
    (filter.gt === undefined || value > filter.gt) &&
    (filter.gte === undefined || value >= filter.gte) &&
    (filter.lt === undefined || value < filter.lt) &&
    (filter.lte === undefined || value <= filter.lte)
  );
}

/** True without a filter, or if the value equals it. */
export function matches<T>(value: T, filter: T | undefined): boolean {
  return filter === undefined || value === filter;
}

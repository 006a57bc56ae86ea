import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { usageQuery } from "@/lib/api/queries";
import { Prefetched } from "./prefetched";

const { queryKey } = usageQuery("o");
const answer = () => ({
  organization: "o",
  plan: "starter",
  access: "full" as const,
  period: { start: "2026-06-01T00:00:00.000Z", end: "2026-07-01T00:00:00.000Z" },
  meters: [],
});

/** When the cache of a page that renders `data` says it was read. */
function readAt(data: ReturnType<typeof answer>): Date {
  const client = new QueryClient();
  renderToString(
    <QueryClientProvider client={client}>
      <Prefetched queryKey={queryKey} data={data}>
        usage
      </Prefetched>
    </QueryClientProvider>,
  );
  expect(client.getQueryData(queryKey)).toEqual(data);
  return new Date(client.getQueryState(queryKey)?.dataUpdatedAt ?? 0);
}

describe("what the server has read", () => {
  const start = new Date("2026-06-10T12:00:00Z");
  const later = new Date("2026-06-10T12:05:00Z");
  beforeEach(() => vi.useFakeTimers({ now: start }));
  afterEach(() => vi.useRealTimers());

  it("is dated by its arrival", () => {
    expect(readAt(answer())).toEqual(start);
  });

  it("keeps that date when the back button shows the page again, so that it replaces no later answer", () => {
    const shown = answer();
    readAt(shown);
    vi.setSystemTime(later);
    expect(readAt(shown)).toEqual(start);
    expect(readAt(answer())).toEqual(later);
  });
});

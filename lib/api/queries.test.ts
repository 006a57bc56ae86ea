import { environmentManager, focusManager, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { minute, second } from "@/lib/durations";
import { jobsQuery, previewQuery, queryKeys, reconciliationQuery, usageQuery } from "./queries";
import { newQueryClient } from "./query-client";

/** The page's server. Answers every request with `answer`, after 100 ms. */
function serverThat(answer: (url: string) => { status?: number; body: object }) {
  const requests: { url: string; signal: AbortSignal | null | undefined }[] = [];
  vi.stubGlobal("fetch", (url: string, { signal }: RequestInit) => {
    requests.push({ url, signal });
    return new Promise<Response>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      const { status = 200, body } = answer(url);
      setTimeout(() => resolve(Response.json(body, { status })), 100);
    });
  });
  return requests;
}

const usage = (organization: string) => ({
  body: { organization, plan: "starter", access: "full" as const, period: { start: "", end: "" }, meters: [] },
});

/** Observes as a page does; the query client takes Node.js for a server otherwise, which polls nothing. */
const stops: (() => void)[] = [];
const follow = <Observer extends { subscribe(listener: () => void): () => void }>(observer: Observer): Observer => {
  stops.push(observer.subscribe(() => undefined));
  return observer;
};

beforeEach(() => {
  vi.useFakeTimers();
  environmentManager.setIsServer(() => false);
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  environmentManager.setIsServer(() => true);
  focusManager.setFocused(undefined);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("usage", () => {
  it("is read every minute while the page is visible", async () => {
    const requests = serverThat(() => usage("a"));
    follow(new QueryObserver(newQueryClient(), usageQuery("a")));
    await vi.advanceTimersByTimeAsync(2 * minute + second);
    expect(requests.map(({ url }) => url)).toEqual(Array(3).fill("/api/v1/usage/current"));
    focusManager.setFocused(false);
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(requests).toHaveLength(3);
  });

  it("is read when the page is shown again, however fresh it is", async () => {
    const requests = serverThat(() => usage("a"));
    const client = newQueryClient();
    client.mount();
    stops.push(() => client.unmount());
    client.setQueryData(usageQuery("a").queryKey, usage("a").body);
    follow(new QueryObserver(client, usageQuery("a")));
    await vi.advanceTimersByTimeAsync(second);
    expect(requests).toHaveLength(0);
    focusManager.setFocused(false);
    focusManager.setFocused(true);
    await vi.advanceTimersByTimeAsync(second);
    expect(requests).toHaveLength(1);
  });

  it("of an organization selected in another tab isn't taken for this one's", async () => {
    const requests = serverThat(() => ({
      status: 409,
      body: { title: "This page belongs to another organization.", code: "conflict", reason: "other_organization" },
    }));
    const observer = follow(new QueryObserver(newQueryClient(), usageQuery("a")));
    await vi.advanceTimersByTimeAsync(3 * minute);
    expect(observer.getCurrentResult()).toMatchObject({ data: undefined, error: { status: 409 } });
    expect(requests).toHaveLength(1);
  });

  it("is no longer polled after the session has ended", async () => {
    const requests = serverThat(() => ({ status: 401, body: { title: "Sign in.", code: "unauthenticated" } }));
    follow(new QueryObserver(newQueryClient(), usageQuery("a")));
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(requests).toHaveLength(1);
  });

  it.each([429, 503])("is still polled after a %i", async (status) => {
    const requests = serverThat(() => ({ status, body: { title: "Later." } }));
    follow(new QueryObserver(newQueryClient(), usageQuery("a")));
    await vi.advanceTimersByTimeAsync(2 * minute + second);
    expect(requests).toHaveLength(3);
  });

  it("is invalidated as a whole, and nothing else is", () => {
    const client = newQueryClient();
    for (const key of [usageQuery("a").queryKey, usageQuery("b").queryKey, jobsQuery().queryKey]) {
      client.setQueryData<unknown>(key, {});
    }
    void client.invalidateQueries({ queryKey: queryKeys.usage });
    const invalidated = client.getQueryCache().findAll({ predicate: ({ state }) => state.isInvalidated });
    expect(invalidated.map(({ queryKey }) => queryKey)).toEqual([usageQuery("a").queryKey, usageQuery("b").queryKey]);
  });
});

describe("a preview", () => {
  it("waits for the last click", async () => {
    const requests = serverThat(() => ({ body: {} }));
    const observer = follow(new QueryObserver(newQueryClient(), previewQuery({ addOns: { extra_user: 1 } })));
    await vi.advanceTimersByTimeAsync(200);
    observer.setOptions(previewQuery({ addOns: { extra_user: 2 } }));
    await vi.advanceTimersByTimeAsync(200);
    expect(requests).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(requests).toHaveLength(1);
  });

  it("that is outdated is canceled, and asked for again when it is selected again", async () => {
    const requests = serverThat(() => ({ body: { quote: "q" } }));
    const observer = follow(new QueryObserver(newQueryClient(), previewQuery({ plan: "enterprise" })));
    await vi.advanceTimersByTimeAsync(300);
    observer.setOptions(previewQuery({ plan: "starter" }));
    expect(requests.map(({ signal }) => signal?.aborted)).toEqual([true]);
    await vi.advanceTimersByTimeAsync(second);
    observer.setOptions(previewQuery({ plan: "enterprise" }));
    expect(observer.getCurrentResult()).toMatchObject({ data: undefined, isFetching: true });
    await vi.advanceTimersByTimeAsync(second);
    observer.setOptions(previewQuery({ plan: "starter" }));
    expect(observer.getCurrentResult()).toMatchObject({ data: undefined, isFetching: true });
    await vi.advanceTimersByTimeAsync(second);
    expect(requests).toHaveLength(4);
    expect(observer.getCurrentResult()).toMatchObject({ data: { quote: "q" }, isFetching: false });
  });

  it("of nothing asks nothing", async () => {
    const requests = serverThat(() => ({ body: {} }));
    follow(new QueryObserver(newQueryClient(), previewQuery(null)));
    await vi.advanceTimersByTimeAsync(second);
    expect(requests).toHaveLength(0);
  });
});

describe("an admin page", () => {
  it("polls its jobs until none is left", async () => {
    const counts = [2, 1, 0];
    const requests = serverThat(() => ({ body: { queues: [{ waiting: counts.shift() ?? 0, running: 0 }] } }));
    follow(new QueryObserver(newQueryClient(), jobsQuery()));
    await vi.advanceTimersByTimeAsync(minute);
    expect(requests.map(({ url }) => url)).toEqual(Array(3).fill("/api/v1/admin/jobs"));
  });

  it("polls reconciliation until the run has ended", async () => {
    const states = ["running", "running", "done"];
    const requests = serverThat(() => ({
      body: { runs: [{ status: states.shift() ?? "done" }, { status: "failed" }] },
    }));
    follow(new QueryObserver(newQueryClient(), reconciliationQuery()));
    await vi.advanceTimersByTimeAsync(minute);
    expect(requests.map(({ url }) => url)).toEqual(Array(3).fill("/api/v1/admin/reconciliation"));
  });
});

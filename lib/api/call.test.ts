import { afterEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { type AnswerTo, type CallInput, call, type Endpoint } from "./call";

const stub = (response: Response | Error) => {
  const fetch = vi.fn((_url: string, _init: RequestInit) =>
    response instanceof Error ? Promise.reject(response) : Promise.resolve(response),
  );
  vi.stubGlobal("fetch", fetch);
  return fetch;
};
afterEach(() => void vi.unstubAllGlobals());

describe("calling an endpoint", () => {
  it("sends the body with the key of the intended change", async () => {
    const fetch = stub(Response.json({ outcome: "changed" }));
    const body = { plan: "enterprise" };
    const answer = await call("POST /api/v1/subscription/upgrade", { body }, { idempotencyKey: "click-1" });
    expect(answer).toEqual({ outcome: "changed" });
    expect(fetch).toHaveBeenCalledWith("/api/v1/subscription/upgrade", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": "click-1" },
      body: '{"plan":"enterprise"}',
    });
  });

  it("sends a query", async () => {
    const fetch = stub(Response.json({ data: [], nextCursor: null }));
    await call("GET /api/v1/billing/invoices", { query: { limit: 5, cursor: "a b" } });
    expect(fetch.mock.calls[0]?.[0]).toBe("/api/v1/billing/invoices?limit=5&cursor=a+b");
  });

  it("fails with the problem's title", async () => {
    stub(Response.json({ title: "Over the limit.", status: 402, code: "limit_reached" }, { status: 402 }));
    await expect(call("POST /api/v1/billing/portal", {})).rejects.toThrow("Over the limit.");
  });

  it.each([
    [
      "an answer that isn't a problem document",
      new Response("<h1>Bad gateway</h1>", { status: 502 }),
      /^Something went/,
    ],
    ["a lost connection", new TypeError("fetch failed"), /^The connection failed/],
  ])("fails readably after %s", async (_what, response, message) => {
    stub(response);
    await expect(call("POST /api/v1/billing/portal", {})).rejects.toThrow(message);
  });

  it("passes an abort on as such", async () => {
    stub(new DOMException("aborted", "AbortError"));
    await expect(call("POST /api/v1/billing/portal", {})).rejects.toMatchObject({ name: "AbortError" });
  });

  it("is typed by the declaration", () => {
    expectTypeOf<AnswerTo<"POST /api/v1/billing/portal">>().toEqualTypeOf<{ url: string }>();
    expectTypeOf<CallInput<"POST /api/v1/billing/checkout">["body"]>().toEqualTypeOf<{
      plan: string;
      interval: "month" | "year";
      currency?: string | undefined;
    }>();
    expectTypeOf<"POST /api/v1/admin/subscriptions/{id}/suspend">().not.toExtend<Endpoint>();
    // @ts-expect-error checkout needs a body
    void (() => call("POST /api/v1/billing/checkout", {}));
  });
});

describe("a page's request", () => {
  afterEach(() => void vi.unstubAllGlobals());

  const page = (organization: string | null) =>
    vi.stubGlobal("document", {
      querySelector: (selector: string) =>
        selector === 'meta[name="gatehouse:organization"]' && organization ? { content: organization } : null,
    });
  const sent = async () => {
    const fetch = stub(Response.json({ data: [], nextCursor: null }));
    await call("GET /api/v1/billing/invoices", {});
    return new Headers(fetch.mock.calls[0]?.[1].headers).get("gatehouse-organization");
  };

  it("names the organization that the page was rendered for", async () => {
    page("01990000-0000-7000-8000-000000000001");
    expect(await sent()).toBe("01990000-0000-7000-8000-000000000001");
    page(null);
    expect(await sent()).toBeNull();
  });

  it("reports to the page that another organization is selected by now", async () => {
    const dispatched: string[] = [];
    vi.stubGlobal("dispatchEvent", ({ type }: Event) => dispatched.push(type));
    const refused = { title: "Another organization.", status: 409, code: "conflict", reason: "other_organization" };
    stub(Response.json(refused, { status: 409 }));
    await expect(call("POST /api/v1/billing/portal", {})).rejects.toThrow("Another organization.");
    stub(Response.json({ ...refused, reason: "in_use" }, { status: 409 }));
    await expect(call("POST /api/v1/billing/portal", {})).rejects.toThrow("Another organization.");
    expect(dispatched).toEqual(["gatehouse:other-organization"]);
  });
});

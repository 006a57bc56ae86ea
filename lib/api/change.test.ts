import { MutationObserver } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import { changeOptions } from "./change";
import { newQueryClient } from "./query-client";

type Answered = Response | Error;

/** Sends changes of the plan one after the other; the responses come in order. Returns the idempotency key of each. */
async function keysOf(sent: readonly { plan: string; response: Answered }[]): Promise<string[]> {
  const keys: string[] = [];
  const { mutate } = new MutationObserver(newQueryClient(), changeOptions<"POST /api/v1/subscription/upgrade">());
  for (const { plan, response } of sent) {
    vi.stubGlobal("fetch", async (_url: string, { headers }: RequestInit) => {
      keys.push(new Headers(headers).get("idempotency-key") ?? "none");
      if (response instanceof Error) throw response;
      return response;
    });
    const change = { endpoint: "POST /api/v1/subscription/upgrade" as const, input: { body: { plan } } };
    await mutate(change).catch(() => undefined);
  }
  return keys;
}

const lost = () => new TypeError("fetch failed");
const refused = () => Response.json({ title: "Not now.", status: 409, code: "conflict" }, { status: 409 });
const changed = () => Response.json({ outcome: "changed" });
afterEach(() => void vi.unstubAllGlobals());

describe("the idempotency key of a change", () => {
  it.each([
    ["the connection was lost", lost],
    ["it was refused", refused],
  ])("stays the same after %s", async (_what, failure) => {
    const [first, second] = await keysOf([
      { plan: "enterprise", response: failure() },
      { plan: "enterprise", response: changed() },
    ]);
    expect(first).toMatch(/^[\da-f-]{36}$/);
    expect(second).toBe(first);
  });

  it("is a new one for another change, and for the same one after a success", async () => {
    const keys = await keysOf([
      { plan: "enterprise", response: lost() },
      { plan: "professional", response: changed() },
      { plan: "professional", response: changed() },
    ]);
    expect(new Set(keys).size).toBe(3);
  });
});

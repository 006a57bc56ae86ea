import { MutationObserver } from "@tanstack/react-query";
import { describe, expect, it, vi } from "vitest";
import { ResponseError } from "./call";
import { newQueryClient } from "./query-client";

/** How often a query that fails with `error` each time is sent. */
async function timesSent(error: Error): Promise<number> {
  const queryFn = vi.fn(() => Promise.reject(error));
  await expect(newQueryClient().fetchQuery({ queryKey: ["x"], queryFn, retryDelay: 0 })).rejects.toBe(error);
  return queryFn.mock.calls.length;
}

describe("the page's query client", () => {
  it("sends a query again after a lost connection, once", async () => {
    expect(await timesSent(new Error("The connection failed."))).toBe(2);
  });

  it.each([400, 401, 403, 404, 409, 429, 500, 503])("doesn't send a query again after a %i", async (status) => {
    expect(await timesSent(new ResponseError("No.", status))).toBe(1);
  });

  it("never sends a change again by itself", async () => {
    const mutationFn = vi.fn(() => Promise.reject(new Error("The connection failed.")));
    await expect(new MutationObserver(newQueryClient(), { mutationFn, retryDelay: 0 }).mutate()).rejects.toThrow();
    expect(mutationFn).toHaveBeenCalledTimes(1);
  });
});

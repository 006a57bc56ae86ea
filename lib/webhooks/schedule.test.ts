import { describe, expect, it } from "vitest";
import { bodyOf } from "./message";
import { retryDelaySeconds } from "./schedule";

describe("a failed delivery", () => {
  it("is retried with growing delays for three days, then fails", () => {
    const delays = Array.from({ length: 9 }, (_, index) => retryDelaySeconds(index + 1, 0) ?? Number.NaN);
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(delays[0]).toBe(5);
    expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(3 * 24 * 3600);
    expect(retryDelaySeconds(10, 0)).toBeUndefined();
  });

  it("adds up to a tenth at random", () => {
    expect(retryDelaySeconds(2, 0.999)).toBe(330);
  });
});

describe("a body", () => {
  const createdAt = new Date("2026-11-21T12:00:00Z");

  it("is type, timestamp and data", () => {
    expect(bodyOf({ id: "m", type: "trial.ended", createdAt, payload: { plan: "starter" } }, "standard")).toBe(
      '{"type":"trial.ended","timestamp":"2026-11-21T12:00:00.000Z","data":{"plan":"starter"}}',
    );
  });

  it.each([
    [
      "alert.raised",
      { title: "Churn", text: "It is up.", url: "https://x.example/admin" },
      "*Churn*\nIt is up.\nhttps://x.example/admin",
    ],
    ["trial.ended", { organization: { name: "Acme" } }, "trial ended: Acme"],
    [
      "trial.ended",
      { organization: { name: "<!channel> R&D <https://x.example|Stripe>" } },
      "trial ended: &lt;!channel&gt; R&amp;D &lt;https://x.example|Stripe&gt;",
    ],
    ["webhook.test", { message: "A test." }, "A test."],
  ])("is plain text for a chat tool: %s", (type, payload, text) => {
    expect(JSON.parse(bodyOf({ id: "m", type, createdAt, payload }, "slack"))).toEqual({ text });
  });
});

import { expect, it } from "vitest";
import { day } from "@/lib/durations";
import { GET } from "./route";

it("says where to report a vulnerability, and never expires within months", async () => {
  const answer = GET();
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(text).toMatch(/^Contact: mailto:\S+@\S+$/m);
  expect(text).toMatch(/^Canonical: https?:\/\/\S+\/\.well-known\/security\.txt$/m);
  const [, expires = ""] = /^Expires: (\S+)$/m.exec(text) ?? [];
  expect(new Date(expires).getTime() - Date.now()).toBeGreaterThan(170 * day);
});

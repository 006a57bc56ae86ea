import { expect, it } from "vitest";
import { expectLog } from "@/testing/logs";
import { POST } from "./route";

it("answers 503 while the database is down, and acknowledges nothing", { timeout: 5_000 }, async () => {
  expectLog("a service is unavailable");
  const response = await POST(
    new Request("http://localhost/api/v1/usage/track", {
      method: "POST",
      headers: { authorization: `Bearer gh_platform_${"a".repeat(43)}` },
      body: JSON.stringify({ organization: "acme", meter: "work_orders" }),
    }),
  );
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBeTruthy();
});

import { expect, it } from "vitest";
import { POST } from "./attribution/touchpoints/route";

it("an endpoint of a product that isn't sold here is not found, whatever is sent", async () => {
  const callers: Record<string, string>[] = [{}, { authorization: "Bearer gh_org_x" }];
  for (const headers of callers) {
    const request = new Request("http://localhost:3000/api/v1/attribution/touchpoints", {
      method: "POST",
      headers,
      body: "{}",
    });
    const response = await POST(request);
    expect([response.status, await response.json()]).toMatchObject([404, { code: "not_found" }]);
  }
});

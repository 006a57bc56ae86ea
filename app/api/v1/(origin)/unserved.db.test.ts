import { expect, it } from "vitest";
import { POST } from "./attribution/touchpoints/route";

it("an endpoint of a product that isn't sold here is not found, whatever is sent", async () => {
  for (const headers of [{}, { authorization: "Bearer gh_org_x" }]) {
    const request = new Request("http://localhost:3000/api/v1/attribution/touchpoints", {
      method: "POST",
      headers,
      body: "{}",
    });
    const response = await POST(request);
    expect([response.status, await response.json()]).toMatchObject([404, { code: "not_found" }]);
  }
});

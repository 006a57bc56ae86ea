import { signIn } from "./support/sign-in";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

test("a route on the fast path responds like one served by Next", async ({ request }) => {
  const options = { data: {}, headers: { "accept-encoding": "identity" } };
  const responses = await Promise.all(
    ["/api/v1/usage/track", "/api/v1/usage/reserve"].map((path) => request.post(path, options)),
  );
  const [fastPath, byNext] = responses.map((response) => {
    // These describe the transfer and may differ.
    const { date, vary, "content-length": length, "transfer-encoding": encoding, ...head } = response.headers();
    return { status: response.status(), text: response.statusText(), head, by: vary ? "Next" : "fast path" };
  });
  expect(fastPath).toEqual({ ...byNext, by: "fast path" });
  expect(byNext?.by).toBe("Next");
});

test.describe("behind a proxy that ends TLS", () => {
  test.use({ extraHTTPHeaders: { "x-forwarded-proto": "https" } });

  test("the server can still request itself, so that sign-in redirects in one round trip", async ({ page }) => {
    const responded = page.waitForResponse((response) => response.request().method() === "POST");
    await signIn(page, stack().signIns.paying);
    const response = await responded;
    // Otherwise the response would be empty, and the browser would have to request the next page.
    expect(response.headers()["content-type"]).toContain("text/x-component");
  });
});

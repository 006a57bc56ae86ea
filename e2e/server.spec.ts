import { signIn } from "./support/sign-in";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

test("a fast-path route answers exactly as a Next.js route does", async ({ request }) => {
  const asked = { data: {}, headers: { "accept-encoding": "identity" } };
  const answers = await Promise.all(
    ["/api/v1/usage/track", "/api/v1/usage/reserve"].map((path) => request.post(path, asked)),
  );
  const [byFastPath, byNext] = answers.map((answer) => {
    // Transfer headers may differ, and each request has an ID of its own.
    const {
      date,
      vary,
      "x-request-id": requestId,
      "content-length": length,
      "transfer-encoding": encoding,
      ...head
    } = answer.headers();
    expect(requestId).toMatch(/^[\w-]{8,}$/);
    return { status: answer.status(), text: answer.statusText(), head, by: vary ? "Next.js" : "fast path" };
  });
  expect(byFastPath).toEqual({ ...byNext, by: "fast path" });
  expect(byNext?.by).toBe("Next.js");
});

test.describe("behind a proxy that ends TLS", () => {
  test.use({ extraHTTPHeaders: { "x-forwarded-proto": "https" } });

  test("the server still reaches itself, so the response to the sign-in already has the next page", async ({
    page,
  }) => {
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await signIn(page, stack().signIns.paying);
    const answer = await answered;
    // Without the next page the response would be empty, and the browser would have to send another request.
    expect(answer.headers()["content-type"]).toContain("text/x-component");
  });
});

test("the image optimizer reads our screenshots, and no other address for anyone who asks", async ({ request }) => {
  const statusOf = async (url: string) =>
    (await request.get(`/_next/image?${new URLSearchParams({ url, w: "1200", q: "75" })}`)).status();
  expect(await statusOf("/screenshots/unison/dashboard-light.webp")).toBe(200);
  for (const url of ["/api/v1/admin/organizations", "/icon.svg", "//evil.example/a.png", "/screenshots/../admin"]) {
    expect([url, await statusOf(url)]).toEqual([url, 400]);
  }
});

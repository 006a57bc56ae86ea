import { signIn } from "./support/sign-in";
import { stack } from "./support/stack";
import { expect, test } from "./support/test";

test("a route behind a door answers as a route of Next's does", async ({ request }) => {
  const asked = { data: {}, headers: { "accept-encoding": "identity" } };
  const answers = await Promise.all(
    ["/api/v1/usage/track", "/api/v1/usage/reserve"].map((path) => request.post(path, asked)),
  );
  const [byDoor, byNext] = answers.map((answer) => {
    // How it is sent is the server's own affair.
    const { date, vary, "content-length": length, "transfer-encoding": encoding, ...head } = answer.headers();
    return { status: answer.status(), text: answer.statusText(), head, by: vary ? "Next" : "a door" };
  });
  expect(byDoor).toEqual({ ...byNext, by: "a door" });
  expect(byNext?.by).toBe("Next");
});

test.describe("behind a proxy that ends TLS", () => {
  test.use({ extraHTTPHeaders: { "x-forwarded-proto": "https" } });

  test("the server still reaches itself, so that signing in leads on with its first answer", async ({ page }) => {
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await signIn(page, stack().signIns.paying);
    const answer = await answered;
    // Without the page it leads to, the answer would be empty, and the browser would have to ask again.
    expect(answer.headers()["content-type"]).toContain("text/x-component");
  });
});

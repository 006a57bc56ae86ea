import { expect, test } from "./support/test";

test.use({
  storageState: { cookies: [], origins: [] },
  expectedErrors: [/violates the following Content Security Policy/],
});

for (const path of ["/", "/docs/api", "/sign-in"]) {
  test(`a script that was smuggled into ${path} doesn't run, and ours do`, async ({ page }) => {
    const refused: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    // Next serves the build's page first, and its own copy from then on.
    await page.goto(path);
    await page.reload();
    await page.waitForLoadState("networkidle");
    expect(refused).toEqual([]);
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.documentElement.dataset.smuggled = 'yes'";
      document.head.append(script);
      return document.documentElement.dataset.smuggled === "yes";
    });
    expect(ran).toBe(false);
    // Set by our own inline script before the first paint.
    await expect(page.locator("html")).toHaveClass(/light|dark/);
  });
}

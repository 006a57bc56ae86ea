import { livePages, sitePages } from "@/lib/site";
import { expect, test } from "./support/test";

const pathOf = (address: string | null) => new URL(address ?? "").pathname;

test("every marketing page names its public address and a picture for sharing", async ({ page, request }) => {
  for (const path of [...sitePages, ...livePages]) {
    await page.goto(path);
    expect(pathOf(await page.locator('link[rel="canonical"]').getAttribute("href"))).toBe(path);
    expect(pathOf(await page.locator('meta[property="og:image"]').getAttribute("content"))).toBe("/opengraph-image");
  }
  const picture = await request.get("/opengraph-image");
  expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/png"]);
});

test("the sitemap lists the public addresses", async ({ request }) => {
  const listed = (await (await request.get("/sitemap.xml")).text()).matchAll(/<loc>(.*?)<\/loc>/g);
  expect([...listed].map(([, address]) => pathOf(address ?? null))).toEqual([...sitePages, ...livePages]);
  expect(await (await request.get("/robots.txt")).text()).toContain("/sitemap.xml");
});

test("the internal path of a product's pages is not reachable", async ({ request }) => {
  for (const path of [
    "/site",
    "/site/unison",
    "/site/unison/pricing",
    "/%73ite/unison",
    "/site/unison/opengraph-image",
  ]) {
    expect((await request.get(path)).status(), path).toBe(404);
    expect((await request.get(path, { headers: { "x-gatehouse-site": "1" } })).status(), path).toBe(404);
  }
});

import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isBelow, isInternalPath, siteAddresses, sitePath } from "./site";

describe("the marketing site", () => {
  it("has a page in the build for each of its addresses, and no other", () => {
    const folder = "app/(marketing)/site/[product]";
    const routes = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /(^|\/)(page|route)\.tsx$/.test(file))
      .map((file) => `/${file}`.replace(/\/(page|route)\.tsx$/, ""));
    expect(routes.sort()).toEqual([...siteAddresses.values()].sort());
  });

  it.each([
    ["/", "/site/acme"],
    ["/pricing", "/site/acme/pricing"],
    ["/docs/api", "/site/acme/docs/api"],
    ["/opengraph-image", "/site/acme/opengraph-image"],
    ["/favicon.ico", "/site/acme/favicon"],
    ["/apple-icon.png", "/site/acme/apple-icon"],
  ])("is found for a product: %s", (pathname, path) => expect(sitePath("acme", pathname)).toBe(path));

  it.each(["", "/pricing/", "//pricing", "/Pricing", "/site/acme", "/dashboard", "/api/health", "/constructor"])(
    "doesn't have %j",
    (pathname) => expect(sitePath("acme", pathname)).toBeUndefined(),
  );

  it.each([
    ["/site", true],
    ["/site/acme/pricing", true],
    ["/sitemap.xml", false],
    ["/", false],
  ])("keeps its internal path to itself: %s, %s", (pathname, internal) => {
    expect(isInternalPath(pathname)).toBe(internal);
  });
});

describe("a path below others", () => {
  it.each([
    ["/plants", true],
    ["/plants/7", true],
    ["/plants2", false],
    ["/", false],
  ])("%s: %s", (pathname, below) => expect(isBelow(pathname, ["/plants"])).toBe(below));
});

import { describe, expect, it } from "vitest";
import { seenHeader, sourceOf, visitOf } from "./visit";

const browser = {
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
  "user-agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15",
};

const visit = (url: string, headers: Record<string, string | undefined> = {}, method = "GET") =>
  visitOf({
    method,
    url,
    header: (name) => ({ ...browser, ...headers })[name],
    ownHost: "app.example.com",
    sessionCookie: "__Host-gatehouse.session",
  });

describe("a visit", () => {
  it("is a page that a browser navigates to, with where it came from", () => {
    expect(
      visit("/pricing?utm_source=Newsletter&utm_medium=email&utm_campaign=Spring+2026&plan=starter", {
        referer: "https://www.News.Example/a/b?c=d",
      }),
    ).toEqual({
      page: "/pricing",
      referrerHost: "news.example",
      source: "newsletter",
      medium: "email",
      campaign: "spring 2026",
    });
    expect(visit("/?ref=directory")).toMatchObject({ page: "/", source: "directory", referrerHost: "" });
  });

  it.each([
    ["a page of the application", "/dashboard", {}],
    ["an endpoint", "/api/health", {}],
    ["a page that doesn't exist", "/wp-login.php", {}],
    ["the data of a page that is open", "/pricing", { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" }],
    ["a program without a browser's headers", "/", { "sec-fetch-mode": undefined }],
    ["a prefetch", "/pricing", { "sec-purpose": "prefetch;prerender" }],
    ["a prefetch of an older browser", "/pricing", { purpose: "prefetch" }],
    ["a frame of another site", "/", { "sec-fetch-dest": "iframe" }],
    [
      "a search engine",
      "/",
      { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" },
    ],
    ["a browser without a window", "/", { "user-agent": "Mozilla/5.0 HeadlessChrome/140.0" }],
    ["a preview of a link", "/", { "user-agent": "facebookexternalhit/1.1" }],
    ["no named browser", "/", { "user-agent": undefined }],
    ["someone who is signed in", "/", { cookie: "a=b; __Host-gatehouse.session=x" }],
  ])("isn't %s", (_what, url, headers) => {
    expect(visit(url, headers)).toBeUndefined();
  });

  it("is a page that was loaded in advance, once someone goes there", () => {
    const inAdvance = { "sec-purpose": "prefetch;prerender" };
    expect(visit("/pricing", inAdvance)).toBeUndefined();
    const seen = {
      "sec-fetch-mode": "cors",
      "sec-fetch-dest": "empty",
      "sec-fetch-site": "same-origin",
      [seenHeader]: "1",
    };
    expect(visit("/pricing?utm_source=mail", seen, "HEAD")).toMatchObject({ page: "/pricing", source: "mail" });
    expect(visit("/pricing", { ...seen, "sec-fetch-site": "cross-site" }, "HEAD")).toBeUndefined();
    expect(visit("/pricing", { ...seen, cookie: "__Host-gatehouse.session=x" }, "HEAD")).toBeUndefined();
    expect(visit("/dashboard", seen, "HEAD")).toBeUndefined();
  });

  it("isn't a request that changes something", () => {
    expect(visit("/", {}, "POST")).toBeUndefined();
    expect(visit("/", {}, "HEAD")).toBeUndefined();
  });

  it.each([
    ["https://app.example.com/pricing", ""],
    ["https://www.google.com/", "google.com"],
    ["android-app://com.google.android.gm", ""],
    ["javascript:alert(1)", ""],
    ["http://localhost:3000/", ""],
    ["not an address", ""],
    [`https://${"a".repeat(120)}.example`, ""],
  ])("that comes from %s has the host %j", (referer, referrerHost) => {
    expect(visit("/", { referer })).toMatchObject({ referrerHost });
  });

  it.each([
    "<script>alert(1)</script>",
    "mei@acme.example",
    "x".repeat(61),
    "a\u0000b",
    "=cmd()",
    "https://evil.example",
  ])("takes no source that isn't a short name: %j", (source) => {
    expect(visit(`/?utm_source=${encodeURIComponent(source)}`)).toMatchObject({ source: "" });
  });

  it("has one name for its source", () => {
    expect(sourceOf({ source: "newsletter", referrerHost: "google.com" })).toBe("newsletter");
    expect(sourceOf({ source: "", referrerHost: "google.com" })).toBe("google.com");
    expect(sourceOf({ source: "", referrerHost: "" })).toBe("direct");
  });
});

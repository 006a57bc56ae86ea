import { describe, expect, it } from "vitest";
import { isSameOrigin } from "./same-origin";

const app = "https://app.example.com";

describe("a write's origin", () => {
  it.each<[string, Record<string, string>, boolean]>([
    ["the browser says same-origin", { "sec-fetch-site": "same-origin" }, true],
    ["the browser says the person typed it", { "sec-fetch-site": "none" }, true],
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false],
    ["a sibling domain", { "sec-fetch-site": "same-site", origin: "https://blog.example.com" }, false],
    ["another site that lies in Origin", { "sec-fetch-site": "cross-site", origin: app }, false],
    ["an old browser, our origin", { origin: app }, true],
    ["an old browser, another origin", { origin: "https://evil.example" }, false],
    ["an old browser, our origin as a prefix", { origin: `${app}.evil.example` }, false],
    ["an old browser, another port", { origin: `${app}:8443` }, false],
    ["a sandboxed frame", { origin: "null", host: "app.example.com" }, false],
    ["behind a proxy under another name", { origin: "http://10.0.0.7:3000", host: "10.0.0.7:3000" }, true],
    ["no browser at all", {}, true],
  ])("%s", (_, headers, allowed) => {
    expect(isSameOrigin("POST", new Headers(headers), app)).toBe(allowed);
    expect(isSameOrigin("GET", new Headers(headers), app)).toBe(true);
  });
});

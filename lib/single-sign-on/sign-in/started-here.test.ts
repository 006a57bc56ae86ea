import { expect, it } from "vitest";
import { startedHere } from "./started-here";

it.each<[string, Record<string, string>, boolean]>([
  ["on a page of ours", { "sec-fetch-site": "same-origin" }, true],
  ["by typing the address, or from a bookmark", { "sec-fetch-site": "none" }, true],
  ["on another site", { "sec-fetch-site": "cross-site", referer: "https://app.example/" }, false],
  ["on a sibling of ours", { "sec-fetch-site": "same-site" }, false],
  ["on a page of ours, in an older browser", { referer: "https://app.example/single-sign-on" }, true],
  ["on another site, in an older browser", { referer: "https://app.example.evil.example/" }, false],
  ["without a word of where", {}, false],
])("a sign-in begun %s", (_, headers, expected) => {
  expect(startedHere(new Headers(headers), "https://app.example")).toBe(expected);
});

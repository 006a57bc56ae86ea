import { describe, expect, it } from "vitest";
import { productNames } from "@/products";
import { feedOf, releasesOf } from "./index";

describe.each(productNames)("what changed in %s", (product) => {
  const releases = releasesOf(product);

  it("is listed by day, newest first, in whole sentences, each once", () => {
    const days = releases.map(({ day }) => day);
    expect(days).toEqual([...new Set(days)].toSorted().toReversed());
    expect(days.length).toBeGreaterThan(1);
    const texts = releases.flatMap(({ changes }) => changes.map(({ text }) => text));
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).toMatch(/^[A-Z].*\.$/);
    for (const day of days) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
  });

  it("is a feed with an entry for each day that links to it", () => {
    const feed = feedOf({ name: "A & B <x>", releases, origin: "https://app.example.com" });
    expect(feed).toContain("<title>A &amp; B &lt;x&gt;: what&apos;s new</title>");
    expect(feed.match(/<item>/g)).toHaveLength(releases.length);
    expect(feed).toContain(`<link>https://app.example.com/changelog#${releases[0]?.day}</link>`);
    expect(feed).toContain("<pubDate>Mon, 30 Nov 2026 00:00:00 GMT</pubDate>");
  });
});

import { describe, expect, it } from "vitest";
import { inlineStyles } from "./inline-styles";

const css = `@layer base, components, utilities;
@layer base{p{margin:0}table{border:0}}
@layer utilities{.flex{display:flex}.hidden{display:none}.md\\:flex{display:flex}.dark .flex{color:red}.a:is(.b,.flex){top:0}.a:is(.b,.c){top:1px}}
@media (width>=1px){.gone{color:red}.flex{color:#00f}}
@font-face{font-family:F;src:url("../media/f.woff2")}.flex{mask:url("data:image/svg+xml,%3Csvg%3E")}
[data-open]{top:2px}`;

const page = `<html><head><title>T</title><link rel="stylesheet" href="/_next/static/a.css" data-precedence="next"/></head><body><p class="flex md:flex a">Text &lt;/body&gt;</p><script>"</body>"</script></body></html>`;

describe("the styles of a static page", () => {
  it("are in its head as far as it needs them, and its style sheets are at its end", async () => {
    const finished = await inlineStyles(page, async () => css);
    const [, rules = ""] = /<style data-page-styles="">(.*?)<\/style><\/head>/s.exec(finished) ?? [];
    for (const kept of [
      "p{margin:0}",
      ".flex{display:flex}",
      ".md\\:flex",
      ".dark .flex",
      "@font-face",
      "[data-open]",
    ]) {
      expect(rules).toContain(kept);
    }
    expect(rules).toContain("@layer base,components,utilities;");
    expect(rules).toContain(".a:is(.b,.flex)");
    for (const gone of ["table", "hidden", "gone", "top:1px"]) expect(rules).not.toContain(gone);
    expect(finished).toMatch(
      /<script>"<\/body>"<\/script><link fetchPriority="low" rel="stylesheet" href="\/_next\/static\/a.css" data-precedence="next"\/><\/body><\/html>$/,
    );
    expect(finished.match(/rel="stylesheet"/g)).toHaveLength(1);
  });

  it("are written once", async () => {
    const once = await inlineStyles(page, async () => css);
    expect(await inlineStyles(once, async () => Promise.reject(new Error("read again")))).toBe(once);
  });

  it("stay where they are on a page without a style sheet", async () => {
    expect(await inlineStyles("<p>Bare</p>", async () => "")).toBe("<p>Bare</p>");
  });
});

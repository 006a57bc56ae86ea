import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { isBelow, sitePages } from "@/lib/site";
import { LoadInAdvance, speculationRules } from "./advance";

const html = renderToString(<LoadInAdvance />);

describe("what browsers may load in advance", () => {
  it("are the static pages of the site, each once", () => {
    const written: typeof speculationRules = JSON.parse(/speculationrules">(.*?)<\/script>/.exec(html)?.[1] ?? "");
    expect(written).toEqual(speculationRules);
    const paths = [...written.prerender, ...written.prefetch].flatMap(({ where }) => {
      const [{ or = [] } = {}] = where.and;
      return or.map(({ href_matches }) => href_matches);
    });
    expect(paths.sort()).toEqual([...sitePages].sort());
    expect(paths.filter((path) => isBelow(path, ["/api", "/dashboard", "/sign-in", "/sign-up", "/oauth"]))).toEqual([]);
  });

  it("waits until a pointer rests on the link", () => {
    expect([...speculationRules.prerender, ...speculationRules.prefetch].map(({ eagerness }) => eagerness)).toEqual([
      "moderate",
      "moderate",
    ]);
  });
});

describe("a page says that it is seen", () => {
  type Page = { prerendering?: boolean; deliveryType?: string };
  /** Runs the page's script, and returns what it has sent: at first, and once someone goes to the page. */
  function sent({ prerendering = false, deliveryType = "" }: Page): [number, number] {
    const [, code = ""] = /<script>(.*?)<\/script>/.exec(html) ?? [];
    const requests: unknown[] = [];
    let goThere: () => void = () => {};
    const document = { prerendering, addEventListener: (_name: string, listener: () => void) => (goThere = listener) };
    const performance = { getEntriesByType: () => [{ deliveryType }] };
    const fetch = async (...request: unknown[]) => requests.push(request);
    new Function("document", "performance", "fetch", "location", code)(document, performance, fetch, { href: "/" });
    const before = requests.length;
    goThere();
    return [before, requests.length];
  }

  it.each([
    ["once someone goes there, if it was rendered in advance", { prerendering: true }, [0, 1]],
    ["at once, if it was downloaded in advance", { deliveryType: "navigational-prefetch" }, [1, 1]],
    ["never, if the server has counted it", {}, [0, 0]],
    ["never, if it comes from the cache", { deliveryType: "cache" }, [0, 0]],
  ])("%s", (_when, page, requests) => {
    expect(sent(page)).toEqual(requests);
  });
});

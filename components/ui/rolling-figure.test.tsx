import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { RollingFigure } from "./rolling-figure";

it("has its text for screen readers once, and a wheel for each digit", () => {
  const html = renderToStaticMarkup(<RollingFigure text="$1,204.50" />);
  expect(html).toContain('<span class="sr-only">$1,204.50</span>');
  expect([...html.matchAll(/--digit:(\d)/g)].map(([, digit]) => digit)).toEqual(["1", "2", "0", "4", "5", "0"]);
  expect([...html.matchAll(/data-character="(.)"/g)].map(([, character]) => character)).toEqual(["$", ",", "."]);
  expect(html.replaceAll(/<[^>]*>/g, "")).toBe("$1,204.50");
});

import { expect, test } from "vitest";
import { GET } from "@/app/icon.svg/route";
import { catalog } from "@/lib/catalog";
import { products } from "@/products";
import { markSvg, productColor } from "./brand-mark";

const brands = Object.values(products).map(({ catalog }) => catalog.brand);

test("every product has a mark and a color of its own", () => {
  expect(new Set(brands.map(markSvg)).size).toBe(brands.length);
  expect(new Set(brands.map(productColor)).size).toBe(brands.length);
  expect(new Set(brands.map(({ mark }) => mark)).size).toBe(brands.length);
});

test("a browser's tab shows the mark of the product that is sold", async () => {
  const answer = GET();
  expect(answer.headers.get("content-type")).toBe("image/svg+xml");
  expect(await answer.text()).toBe(markSvg(catalog.brand));
});

import { describe, expect, it } from "vitest";
import { productNames, products } from ".";
import { missingParts } from "./parts";

describe("the registry", () => {
  it("lists complete products", () => expect(missingParts(process.cwd())).toEqual([]));

  it.each(productNames)("lists %s under its catalog's name", (name) => {
    expect(products[name].catalog.product).toBe(name);
  });

  it("has no two products with a page at the same path", () => {
    const paths = Object.values(products).flatMap((product) => product.paths);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

import type { CSSProperties } from "react";
import type { Brand } from "@/lib/catalog/types";

/** The attributes that give an element and what is in it the product's colors (`product`, `product-soft`, `product-ink`). */
export const productHue = (brand: Pick<Brand, "hue">) => ({
  "data-product-hue": true,
  style: { "--product-hue": brand.hue } as CSSProperties,
});

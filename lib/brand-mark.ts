import type { Brand } from "@/lib/catalog/types";
import { hexOf } from "@/lib/color";

/** The arch of every mark, on a grid of 24. */
export const markArch = "M6.75 18v-6.25a5.25 5.25 0 0 1 10.5 0V18";

/** A product's color for what doesn't know the style sheet. The same as `--product` in the light theme. */
export const productColor = ({ hue }: Pick<Brand, "hue">): string => hexOf([0.5, 0.11, hue]);

/** A product's mark as a document of its own. */
export const markSvg = (brand: Brand): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"><rect width="24" height="24" rx="6" fill="${productColor(brand)}"/><path d="${markArch}${brand.mark}" stroke="#fff" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

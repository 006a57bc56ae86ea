import { ImageResponse } from "next/og";
import { markArch, productColor } from "@/lib/brand-mark";
import type { Brand } from "@/lib/catalog/types";

/** A product's mark for `ImageResponse`, which knows neither classes nor the style sheet. `square` fills the corners too. */
export function DrawnMark({ brand, size, square = false }: { brand: Brand; size: number; square?: boolean }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <rect width="24" height="24" rx={square ? 0 : 6} fill={productColor(brand)} />
      <path
        d={`${markArch}${brand.mark}`}
        stroke="#fff"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The mark as a PNG file of `size` by `size` pixels. */
export const markPicture = (brand: Brand, size: number, { square = false } = {}): ImageResponse =>
  new ImageResponse(<DrawnMark brand={brand} size={size} square={square} />, { width: size, height: size });

import { markArch } from "@/lib/brand-mark";
import type { Brand } from "@/lib/catalog/types";
import { cn } from "@/lib/cn";
import { productHue } from "./product-hue";

type LogoProps = { name: string; brand: Brand; className?: string };

/** The mark next to the product's name. */
export function Logo({ name, brand, className }: LogoProps) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold text-[1.0625rem] tracking-[-0.02em]", className)}>
      <Mark brand={brand} />
      {name}
    </span>
  );
}

/** A product's mark: the arch that all of them share, in the product's color, and what stands in it. */
export function Mark({ brand, className }: { brand: Brand; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
      {...productHue(brand)}
      className={cn("size-6 shrink-0", className)}
    >
      <rect width="24" height="24" rx="6" className="fill-product" />
      <path
        d={`${markArch}${brand.mark}`}
        className="stroke-product-foreground"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

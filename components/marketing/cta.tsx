import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type CtaProps = {
  href: string;
  variant?: "outline" | "ghost";
  size?: "lg" | "sm";
  className?: string | undefined;
  children: ReactNode;
};

/** A link that looks like a button. Its classes are short, of site.css: a page has a dozen of them, each of them twice. */
export function Cta({ href, variant, size, className, children }: CtaProps) {
  return (
    <a href={href} className={cn("cta", variant && `cta-${variant}`, size && `cta-${size}`, className)}>
      {children}
    </a>
  );
}

"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/lib/cn";

/** The pages of one part, side by side above their content. */
export function SectionLinks({ label, links }: { label: string; links: readonly { href: string; text: string }[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="flex gap-5 overflow-x-auto border-b [scrollbar-width:none]">
      {links.map(({ href, text }) => {
        const here = path === href;
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            className={cn(
              "-mb-px shrink-0 whitespace-nowrap border-transparent border-b-2 py-2.5 font-medium text-muted-foreground text-sm transition-colors hover:text-foreground",
              here && "border-primary text-foreground",
            )}
          >
            {text}
          </Link>
        );
      })}
    </nav>
  );
}

"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";

type NavLinkProps = {
  href: string;
  icon: ReactNode;
  /** Marked as current only on its own page, not on pages below it. */
  exact?: boolean;
  children: ReactNode;
};

/** A navigation link that marks the current section. */
export function NavLink({ href, icon, exact = false, children }: NavLinkProps) {
  const path = usePathname();
  const here = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-md px-2.5 font-medium text-[0.8125rem] transition-colors max-lg:h-10 max-lg:text-sm [&_svg]:size-4 [&_svg]:shrink-0",
        here
          ? "bg-accent text-foreground [&_svg]:text-brand"
          : "text-muted-foreground hover:bg-accent/60 hover:text-foreground active:bg-accent has-data-link-pending:bg-accent has-data-link-pending:text-foreground",
      )}
    >
      {icon}
      {children}
    </Link>
  );
}

"use client";

import { useQueryStates } from "nuqs";
import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";
import { filterOf, filterParams } from "./filter-params";
import { type AnalyticsSection, analyticsSections, sectionHref } from "./paths";

/** The sections of analytics. They follow the URL, which has a segment as soon as it is chosen, before its figures arrive. */
export function SectionTabs({ current }: { current: AnalyticsSection }) {
  const [params] = useQueryStates(filterParams);
  const filter = filterOf(params);
  return (
    <nav aria-label="Analytics" className="-mt-1 flex gap-5 scroll-fade border-b [scrollbar-width:none]">
      {analyticsSections.map(({ key, label }) => (
        <Link
          key={key}
          href={sectionHref(key, filter)}
          aria-current={key === current ? "page" : undefined}
          className={cn(
            "shrink-0 whitespace-nowrap border-b-2 py-2.5 font-medium text-sm transition-colors focus-visible:-outline-offset-2",
            key === current
              ? "border-primary text-foreground"
              : "border-transparent text-muted-foreground hover:text-foreground",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

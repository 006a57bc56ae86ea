import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { cn } from "@/lib/cn";
import type { Basis, MetricFilter, SegmentOptions } from "@/lib/metrics/page/types";
import { BasisNote, BasisWarnings, CurrencyPicker } from "../metrics/basis-note";
import { type AnalyticsSection, analyticsSections, sectionHref } from "./paths";
import { SegmentPicker } from "./segment-picker";

type AnalyticsFrameProps = {
  section: AnalyticsSection;
  filter: MetricFilter;
  options: SegmentOptions;
  /** Absent where a section has no amounts to convert. */
  basis: Basis | null;
  /** The section with another filter, in its present state otherwise. */
  href: (filter: MetricFilter) => string;
  children: ReactNode;
};

/** What all sections of analytics share: their tabs, the segment, the currency, and what the figures are based on. */
export function AnalyticsFrame({ section, filter, options, basis, href, children }: AnalyticsFrameProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title="Analytics"
        actions={
          <>
            <SegmentPicker options={options} />
            {basis && (
              <CurrencyPicker
                basis={basis}
                current={filter.currency ?? null}
                href={(currency) => href({ ...filter, currency })}
              />
            )}
          </>
        }
      />
      <nav aria-label="Analytics" className="-mt-1 flex gap-5 overflow-x-auto border-b [scrollbar-width:none]">
        {analyticsSections.map(({ key, label }) => (
          <Link
            key={key}
            href={sectionHref(key, filter)}
            prefetch={false}
            aria-current={key === section ? "page" : undefined}
            className={cn(
              "shrink-0 whitespace-nowrap border-b-2 py-2.5 font-medium text-sm transition-colors focus-visible:-outline-offset-2",
              key === section
                ? "border-primary text-foreground"
                : "border-transparent text-muted-foreground hover:text-foreground",
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
      {basis && <BasisWarnings basis={basis} />}
      {children}
      {basis && <BasisNote basis={basis} />}
    </div>
  );
}

import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import type { Basis, MetricFilter, SegmentOptions } from "@/lib/metrics/page/types";
import { BasisNote, BasisWarnings, CurrencyPicker } from "../metrics/basis-note";
import type { AnalyticsSection } from "./paths";
import { SectionTabs } from "./section-tabs";
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
      <SectionTabs current={section} />
      {basis && <BasisWarnings basis={basis} />}
      {children}
      {basis && <BasisNote basis={basis} />}
    </div>
  );
}

import type { SearchParams } from "nuqs/server";
import { adminPage } from "@/lib/admin";
import { segmentOptions } from "@/lib/metrics";
import type { MetricFilter } from "@/lib/metrics/page/types";
import { AnalyticsFrame } from "./analytics-frame";
import { type AnalyticsSection, sectionHref } from "./paths";
import { sectionContent } from "./section-content";
import { loadSectionParams, type SectionInput, sectionInput } from "./section-input";

/** One section of `/admin/analytics`, in the state that its URL says. For platform admins only. */
export async function sectionPage(section: AnalyticsSection, searchParams: Promise<SearchParams>) {
  const input = sectionInput(await loadSectionParams(searchParams));
  const { basis, content, options } = await adminPage(async (admin) => ({
    ...(await sectionContent(admin, section, input)),
    options: await segmentOptions(admin),
  }));
  return (
    <AnalyticsFrame
      section={section}
      filter={input.filter}
      options={options}
      basis={basis}
      href={(filter) => hrefOf(section, input, filter)}
    >
      {content}
    </AnalyticsFrame>
  );
}

/** The section as it is, with another filter. */
function hrefOf(
  section: AnalyticsSection,
  { range, dimension, show, month }: SectionInput,
  filter: MetricFilter,
): string {
  return sectionHref(section, filter, {
    range: section === "growth" ? range : null,
    dimension: section === "plans" ? dimension : null,
    show: section === "retention" ? show : null,
    month: section === "revenue" ? month : null,
  });
}

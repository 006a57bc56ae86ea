import type { ChartTable } from "@/components/charts/types";
import { catalog } from "@/lib/catalog";
import { formatShortDate } from "@/lib/dates";
import type { LimitViolation, TopOrganizations } from "@/lib/metrics/page/types";
import { countCell, moneyCell, ratioCell, textCell } from "../../metrics/cells";
import { planName } from "../../plan-name";

type Meter = TopOrganizations["meters"][number];

/** The organizations that use most of a meter. */
export function topTable({ rows, label }: Meter): ChartTable {
  return {
    head: "Organization",
    columns: [{ label }, { label: "Limit" }, { label: "Of the limit" }, { label: "Plan" }, { label: "MRR" }],
    rows: rows.map(({ organizationId, name, planKey, used, limit, mrr, currency }) => ({
      label: name,
      href: `/admin/organizations/${organizationId}`,
      cells: [
        countCell(used),
        limit === null ? textCell("Unlimited") : countCell(limit),
        limit === null || limit === 0 ? textCell("–") : ratioCell(used / limit),
        textCell(planKey === null ? "–" : planName(planKey)),
        moneyCell(mrr, currency ?? catalog.currency),
      ],
    })),
  };
}

export const stepLabels = {
  critical: "90% or more",
  soft: "Over the limit",
  hard: "At the hard limit",
} as const satisfies Record<LimitViolation["step"], string>;

/** Organizations at or near a limit, the closest first. */
export function violationTable(violations: readonly LimitViolation[], now: Date): ChartTable {
  return {
    head: "Organization",
    columns: ["Meter", "Used", "Limit", "Of the limit", "State", "Since", "Plan", "MRR"].map((label) => ({ label })),
    rows: violations.map((each) => ({
      label: each.name,
      href: `/admin/organizations/${each.organizationId}`,
      cells: [
        textCell(each.label),
        countCell(each.used),
        countCell(each.limit),
        ratioCell(each.ratio),
        textCell(stepLabels[each.step]),
        textCell(each.since ? formatShortDate(each.since, now) : "–"),
        textCell(each.planKey === null ? "–" : planName(each.planKey)),
        moneyCell(each.mrr, each.currency ?? catalog.currency),
      ],
    })),
  };
}

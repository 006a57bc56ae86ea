import type { StripDay } from "@/components/charts/day-strip";
import type { HeatRow } from "@/components/charts/heat-grid";
import type { StripCell } from "@/components/charts/strip";
import type { ChartTable } from "@/components/charts/types";
import type { WaterfallEntry } from "@/components/charts/waterfall";

/** In cents; they add up from $16,631.00 to $18,079.01. */
export const steps: readonly WaterfallEntry[] = [
  { key: "new", label: "New", amount: 119_600, color: "var(--mv-new)", note: "4 organizations" },
  { key: "expansion", label: "Expansion", amount: 72_301, color: "var(--mv-expansion)" },
  { key: "reactivation", label: "Reactivation", amount: 0, color: "var(--mv-reactivation)" },
  { key: "contraction", label: "Contraction", amount: -27_200, color: "var(--mv-contraction)" },
  { key: "churn", label: "Churn", amount: -19_900, color: "var(--mv-churn)", note: "1 organization" },
];

const months: readonly (readonly [string, number, number, number])[] = [
  ["Jun ’26", 620, 2900, 8100],
  ["Jul ’26", 700, 3350, 8400],
  ["Aug ’26", 810, 3900, 8300],
  ["Sep ’26", 900, 4600, 8900],
  ["Oct ’26", 940, 5100, 9600],
  ["Nov ’26", 1049, 5519, 11511],
];

export const mrrTable: ChartTable = {
  head: "Month",
  columns: [
    { label: "Starter", color: "var(--chart-1)" },
    { label: "Professional", color: "var(--chart-2)" },
    { label: "Enterprise", color: "var(--chart-3)" },
  ],
  rows: months.map(([label, ...values]) => ({
    label,
    cells: values.map((value) => ({ text: `$${value}`, value })),
  })),
};

export const cohorts: readonly HeatRow[] = [
  { label: "Jun ’26", size: "9", cells: [1, 1, 0.89, 0.89, 1.02, 1.04] },
  { label: "Jul ’26", size: "12", cells: [1, 0.92, 0.92, 1.1, 1.12] },
  { label: "Aug ’26", size: "7", cells: [1, 1, 1, 0.86] },
  { label: "Sep ’26", size: "11", cells: [1, 0.82, 0.73] },
  { label: "Oct ’26", size: "14", cells: [1, 0.96] },
];

const ending: Readonly<Record<number, readonly string[]>> = {
  0: ["Northfield Castings"],
  2: ["Sierra Tool & Die", "Copper Ridge Tooling"],
  5: ["Harbor Metalworks", "Pier Nine Fabrication", "Lakeside Forge", "Summit Gears"],
};

export const days: readonly StripDay[] = Array.from({ length: 14 }, (_, index) => ({
  day: `2026-12-${String(index + 1).padStart(2, "0")}`,
  entries: (ending[index] ?? []).map((label) => ({ id: label, label, href: "#days" })),
}));

const toneWords = { good: "no mismatches", warning: "1 repaired", bad: "3 need review", none: "not checked" };

export const nights: readonly StripCell[] = Array.from({ length: 30 }, (_, index) => {
  const tone = index === 8 ? "bad" : index === 9 || index === 21 ? "warning" : index < 2 ? "none" : "good";
  return { key: String(index), label: `Nov ${index + 1}: ${toneWords[tone]}`, tone };
});

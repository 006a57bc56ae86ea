import type { WaterfallKind } from "@/lib/metrics/page/types";

/** The one color of each kind of movement. Transfers within a segment and exchange rates are neither won nor lost. */
export const movementColors = {
  new: "var(--mv-new)",
  expansion: "var(--mv-expansion)",
  reactivation: "var(--mv-reactivation)",
  resumed: "var(--mv-resumed)",
  contraction: "var(--mv-contraction)",
  churn: "var(--mv-churn)",
  paused: "var(--mv-paused)",
  transfer_in: "var(--mv-fx)",
  transfer_out: "var(--mv-fx)",
  fx: "var(--mv-fx)",
} as const satisfies Record<WaterfallKind, string>;

/** A color as ink: dark or light enough for small text on a card. */
export const inkOf = (color: string): string => `color-mix(in oklab, ${color} 55%, var(--foreground))`;

const seriesColors = ["var(--chart-1)", "var(--chart-2)", "var(--chart-3)", "var(--chart-4)", "var(--chart-5)"];

/** The color of the n-th series without a meaning of its own. */
export const seriesColor = (index: number): string => seriesColors[index] ?? "var(--chart-6)";

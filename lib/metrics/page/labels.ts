import { catalog } from "@/lib/catalog";
import { formatMonth } from "@/lib/dates";
import { directSource } from "@/lib/visits/visit";
import { unknownValue } from "../rollup/sums";
import type { SegmentDimension, WaterfallKind } from "./types";

export const movementLabels: Readonly<Record<WaterfallKind, string>> = {
  new: "New",
  expansion: "Expansion",
  reactivation: "Reactivation",
  resumed: "Resumed",
  transfer_in: "Moved in",
  contraction: "Contraction",
  churn: "Churn",
  paused: "Paused",
  transfer_out: "Moved out",
  fx: "Exchange rates",
};

export const reasonLabels: Readonly<Record<string, string>> = {
  too_expensive: "Too expensive",
  missing_features: "Missing features",
  switched_service: "Switched to another product",
  unused: "Not using it",
  customer_service: "Support wasn't helpful",
  too_complex: "Too complex",
  low_quality: "Low quality",
  other: "Other",
  [unknownValue]: "No reason given",
};

export const causeLabels = { voluntary: "Canceled", delinquent: "Didn't pay" } as const;

export const planLabel = (key: string): string =>
  key === unknownValue ? "Unknown" : (catalog.plans.find((plan) => plan.key === key)?.name ?? key);

/** Plans in the order of the catalog, retired ones after them. */
export function byCatalogOrder(a: string, b: string): number {
  const place = (key: string) => {
    const index = catalog.plans.findIndex((plan) => plan.key === key);
    return index < 0 ? catalog.plans.length : index;
  };
  return place(a) - place(b) || a.localeCompare(b);
}

const countries = new Intl.DisplayNames("en-US", { type: "region" });

/** What a value of a dimension is called. */
export function valueLabel(dimension: SegmentDimension | "currency", value: string): string {
  if (value === unknownValue) return dimension === "cohort" ? "Never paid" : "Unknown";
  switch (dimension) {
    case "plan":
      return planLabel(value);
    case "interval":
      return intervalLabel(value);
    case "country":
      return /^[A-Z]{2}$/.test(value) ? (countries.of(value) ?? value) : value;
    case "sign_up_month":
    case "cohort":
      return formatMonth(new Date(`${value}-01`));
    case "currency":
      return value.toUpperCase();
    case "source":
      return value === directSource ? "Direct" : value;
    case "industry":
      return inWords(value);
    case "size":
      return value.replace("-", "–");
    default:
      return dimension satisfies never;
  }
}

/** An answer's key in words: `metal_fabrication` → "Metal fabrication". */
const inWords = (key: string): string => {
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function intervalLabel(value: string): string {
  if (value === "month") return "Monthly";
  if (value === "year") return "Annual";
  const [count, unit] = value.split("-");
  return unit ? `Every ${count} ${unit}s` : value;
}

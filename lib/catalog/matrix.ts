import { formatNumber } from "@/lib/numbers";
import { overageText } from "./price-text";
import type { Catalog, Meter, Plan } from "./types";

type MatrixRow = Catalog["copy"]["matrix"][number]["rows"][number];

/** A plan's cell in one row of the comparison: included or not, or text. */
export type MatrixCell = boolean | { text: string; note?: string };

/** A plan's cell, derived from the catalog, so that the table can't promise what isn't sold. */
export function matrixCell(catalog: Catalog, plan: Plan, { from }: MatrixRow): MatrixCell {
  if ("feature" in from) return plan.features.includes(from.feature);
  if ("meter" in from) return limitCell(catalog, plan, from.meter);
  const text = from.text[plan.key];
  return text === undefined ? false : { text };
}

function limitCell(catalog: Catalog, plan: Plan, meterKey: string): MatrixCell {
  const limit = plan.limits[meterKey] ?? 0;
  if (limit === "unlimited") return { text: "Unlimited" };
  const overage = plan.overage[meterKey];
  if (limit === 0 && !overage) return false;
  const text = limitText(catalog, meterKey, limit);
  if (!overage) return { text };
  return { text, note: `then ${overageText(overage, catalog.currency)}` };
}

function limitText(catalog: Catalog, meterKey: string, limit: number): string {
  const meter = catalog.meters.find((candidate) => candidate.key === meterKey);
  return meter && isSymbol(meter) ? `${formatNumber(limit)} ${meter.unit.other}` : formatNumber(limit);
}

/** Units such as GB have no plural and belong to the number, while "users" is already in the row's name. */
function isSymbol({ unit }: Meter): boolean {
  return unit.one === unit.other;
}

/** The description of a row's feature or meter. */
export function matrixDescription(catalog: Catalog, { from }: MatrixRow): string | undefined {
  if ("feature" in from) return catalog.features.find((feature) => feature.key === from.feature)?.description;
  if ("meter" in from) return catalog.meters.find((meter) => meter.key === from.meter)?.description;
  return undefined;
}

/** A limit as a plan card shows it: "25 users", "1 plant", "Unlimited work orders"; undefined if it isn't included. */
export function limitPhrase(catalog: Catalog, plan: Plan, meterKey: string): string | undefined {
  const limit = plan.limits[meterKey];
  const meter = catalog.meters.find((candidate) => candidate.key === meterKey);
  if (!meter || limit === undefined || limit === 0) return undefined;
  if (limit === "unlimited") return `Unlimited ${isSymbol(meter) ? meter.name.toLowerCase() : meter.unit.other}`;
  if (isSymbol(meter)) return `${formatNumber(limit)} ${meter.unit.other} ${meter.name.toLowerCase()}`;
  const period = meter.kind === "counter" ? " per month" : "";
  return `${formatNumber(limit)} ${limit === 1 ? meter.unit.one : meter.unit.other}${period}`;
}

/** Plans from the smallest to the largest. */
export function plansByRank(catalog: Catalog): Plan[] {
  return [...catalog.plans].sort((a, b) => a.rank - b.rank);
}

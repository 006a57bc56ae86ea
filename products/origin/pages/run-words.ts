import { formatDate } from "@/lib/dates";
import type { RunRow } from "@/products/origin/domain";
import { describeModel } from "../domain/runs/models";

/** `Nov 1, 2026`. */
export const dayOf = (day: string): string => formatDate(new Date(`${day}T00:00:00Z`));

/** `Nov 1, 2026 – Nov 30, 2026`. */
export const rangeOf = ({ fromDay, toDay }: Pick<RunRow, "fromDay" | "toDay">): string =>
  `${dayOf(fromDay)} – ${dayOf(toDay)}`;

/** `Linear · 30-day look-back · purchase`. */
export const settingsOfRun = (run: RunRow): string =>
  [describeModel(run), `${run.lookBackDays}-day look-back`, run.conversionType].filter(Boolean).join(" · ");

import { round } from "@/components/charts/geometry/scale";

/** A gate is open to what a plan includes, half open while access is limited, and closed to everything else. */
export type ArchState = "open" | "half" | "closed";

/** The opening of an arch: its left edge, its width, where it springs from and where it stands. */
export type Opening = { x: number; width: number; top: number; floor: number };

/** Up the left side, over the top in a half circle, and down the right side. */
export function archLine({ x, width, top, floor }: Opening): string {
  const radius = width / 2;
  return `M${round(x)} ${round(floor)}V${round(top + radius)}a${round(radius)} ${round(radius)} 0 0 1 ${round(width)} 0V${round(floor)}`;
}

/** What closes the opening: both leaves, one of them, or none. */
export function leavesOf(opening: Opening, state: ArchState): string {
  if (state === "open") return "";
  if (state === "closed") return `${archLine(opening)}Z`;
  const { x, width, top, floor } = opening;
  const radius = width / 2;
  return `M${round(x)} ${round(floor)}V${round(top + radius)}a${round(radius)} ${round(radius)} 0 0 1 ${round(radius)} ${round(-radius)}V${round(floor)}Z`;
}

/** The light that falls through the opening onto the ground, to the right and towards the reader. */
export function lightOf({ x, width, floor }: Opening, state: ArchState, depth: number): string {
  if (state === "closed") return "";
  const from = state === "open" ? x : x + width / 2;
  const lit = x + width - from;
  return `M${round(from)} ${round(floor)}h${round(lit)}l${round(depth * 0.9)} ${round(depth)}h${round(-lit * 1.25)}Z`;
}

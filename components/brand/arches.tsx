import { cn } from "@/lib/cn";
import { type ArchState, archLine, leavesOf, lightOf, type Opening } from "./arch-paths";

type ArchesProps = {
  /** How many of the arches are open, from the left. */
  open: number;
  of: number;
  /** How far those are open. */
  level?: ArchState;
  /** They open from left to right as they scroll into view. */
  scroll?: boolean;
  className?: string;
};

const bay = 24;
const height = 44;
const openingOf = (index: number): Opening => ({ x: index * bay + 4, width: bay - 6, top: 4, floor: 36 });

/** A colonnade, as decoration: so many gates of so many are open. Its height follows from its width. */
export function Arches({ open, of, level = "open", scroll, className }: ArchesProps) {
  const openings = Array.from({ length: of }, (_, index) => openingOf(index));
  const lit = openings.slice(0, open);
  const width = of * bay + 2;
  return (
    <svg
      viewBox={`0 0 ${width + 6} ${height}`}
      fill="none"
      aria-hidden="true"
      data-slot="arches"
      className={cn("block text-foreground", className)}
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      <path d={openings.map((opening) => leavesOf(opening, "closed")).join("")} className="fill-leaf" />
      <g className={scroll ? "arches-opening" : undefined}>
        <path d={lit.map(archLine).join("")} className="fill-product-light" />
        <path d={lit.map((opening) => lightOf(opening, level, 7)).join("")} className="fill-product-light/55" />
        <path d={lit.map((opening) => leavesOf(opening, level)).join("")} className="fill-leaf" />
      </g>
      <path
        d={openings.map(archLine).join("")}
        className="stroke-current"
        strokeWidth="1.25"
        vectorEffect="non-scaling-stroke"
      />
      <path d={`M1 36H${width}`} className="stroke-current" strokeWidth="1.25" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

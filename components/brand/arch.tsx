import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { type ArchState, archLine, leavesOf, lightOf, type Opening } from "./arch-paths";

type ArchProps = {
  state: ArchState;
  /** What stands in the gate, or what is missing in it: an icon. */
  children?: ReactNode;
  /** The light that falls through; the product's by default. With "none" there is nothing behind the arch. */
  tone?: "product" | "signal" | "none";
  /** Draws itself once. */
  drawn?: boolean;
  className?: string;
};

const opening: Opening = { x: 20, width: 40, top: 11, floor: 74 };
const frame: Opening = { x: 13, width: 54, top: 4, floor: 74 };

const tones = {
  product: { light: "fill-product-light/45", glow: "fill-product-light" },
  none: { light: "fill-none", glow: "fill-none" },
  signal: { light: "fill-signal/25", glow: "fill-signal/50" },
};

/** One gate of the arch system, as decoration: the text beside it says what it means. Colors follow `currentColor`. */
export function Arch({ state, children, tone = "product", drawn, className }: ArchProps) {
  const { light, glow } = tones[tone];
  const lines = drawn ? "arch-drawn" : undefined;
  // Drawn arches are large ones.
  const weight = drawn ? 1 : 1.5;
  return (
    <span aria-hidden="true" data-slot="arch" className={cn("relative inline-block w-24 text-foreground", className)}>
      <svg
        viewBox="-6 0 92 92"
        fill="none"
        aria-hidden="true"
        className="block w-full"
        strokeLinejoin="round"
        strokeLinecap="round"
      >
        <path d={archLine(opening)} className={state === "closed" ? "fill-card" : glow} />
        <path d={lightOf(opening, state, 16)} className={light} />
        <path d={leavesOf(opening, state)} className="fill-leaf" />
        {!children && <path d={seams[state]} className="stroke-current opacity-45" strokeWidth="1" />}
        <path d={joints} className="stroke-current opacity-45" strokeWidth="1" />
        <path d={archLine(opening)} pathLength={1} className={cn("stroke-current", lines)} strokeWidth={weight} />
        <path d={archLine(frame)} pathLength={1} className={cn("stroke-current", lines)} strokeWidth={weight} />
        <path d="M2 74H78" className="stroke-current" strokeWidth={weight} />
      </svg>
      {children && (
        <span className="absolute inset-x-[28.3%] top-[16%] bottom-[20%] grid place-items-center text-muted-foreground [&>svg]:size-[56%]">
          {children}
        </span>
      )}
    </span>
  );
}

/** Between the leaves, and their handles. */
const seams: Record<ArchState, string> = {
  closed: "M40 12V74M36.5 47v4M43.5 47v4M26 74V21.5M54 74V21.5",
  half: "M40 12V74M36.5 47v4M26 74V21.5",
  open: "",
};

/** Between the stones of the arch: one line every 30 degrees, and where the arch springs from its piers. */
const joints = Array.from({ length: 7 }, (_, index) => {
  const angle = (Math.PI * index) / 6;
  const at = (radius: number) =>
    `${(40 - radius * Math.cos(angle)).toFixed(1)} ${(31 - radius * Math.sin(angle)).toFixed(1)}`;
  return `M${at(20)}L${at(27)}`;
}).join("");

/** An arch that draws itself while something loads. The element around it says that it loads. */
export function ArchLoader({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
      data-slot="arch-loader"
      className={cn("size-6 text-muted-foreground", className)}
      strokeWidth="1.75"
      strokeLinecap="round"
    >
      <path d="M3 20.5h18" className="stroke-current opacity-40" />
      <path d="M6 20.5v-8.5a6 6 0 0 1 12 0v8.5" pathLength={1} className="arch-loading stroke-current" />
    </svg>
  );
}

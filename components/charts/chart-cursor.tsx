"use client";

import { useRouter } from "next/navigation";
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useState, useSyncExternalStore } from "react";
import { cn } from "@/lib/cn";

export type CursorPoint = {
  /** Percent from the left. */
  x: number;
  /** Percent from the top, with the color of the series. */
  dots: readonly { y: number; color: string }[];
};

type ChartCursorProps = {
  label: string;
  tableId: string;
  points: readonly CursorPoint[];
  /** Width of a column in percent; 0 draws a line. */
  width: number;
};

type Reading = {
  title: string;
  values: { label: string; text: string; color: string | undefined }[];
  href: string | null;
};

const never = () => () => undefined;

/**
 * Reads a chart out at the pointer or, by keyboard, with the arrow keys; Enter or a click opens the rows behind it. The
 * values come from the chart's table, which is on the page anyway.
 */
export function ChartCursor({ label, tableId, points, width }: ChartCursorProps) {
  const router = useRouter();
  const [index, setIndex] = useState<number>();
  const ready = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const point = index === undefined ? undefined : points[index];
  const reading = index === undefined ? undefined : readingOf(tableId, index);
  if (!ready) return <div role="img" aria-label={label} className="absolute inset-0" />;

  const follow = () => {
    if (reading?.href) router.push(reading.href);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width: across } = event.currentTarget.getBoundingClientRect();
    setIndex(nearest(points, ((event.clientX - left) / across) * 100));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") return follow();
    const next = nextIndex(event.key, index, points.length);
    if (next === null) return setIndex(undefined);
    if (next === undefined) return;
    event.preventDefault();
    setIndex(next);
  };

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={points.length - 1}
      aria-valuenow={index ?? points.length - 1}
      aria-valuetext={reading ? spoken(reading) : "Use the arrow keys to read the values"}
      className={cn("absolute inset-0 touch-pan-y rounded-sm", reading?.href && "cursor-pointer")}
      onPointerMove={move}
      onPointerDown={move}
      onPointerLeave={() => setIndex(undefined)}
      onBlur={() => setIndex(undefined)}
      onKeyDown={press}
      onClick={follow}
    >
      {point && reading && (
        <>
          <CursorMark point={point} width={width} />
          <CursorReading point={point} reading={reading} />
        </>
      )}
    </div>
  );
}

function CursorMark({ point, width }: { point: CursorPoint; width: number }) {
  if (width > 0) {
    return (
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 -translate-x-1/2 rounded-sm bg-foreground/6"
        style={{ left: `${point.x}%`, width: `${width}%` }}
      />
    );
  }
  return (
    <span aria-hidden className="pointer-events-none absolute inset-y-0 w-px bg-ring" style={{ left: `${point.x}%` }}>
      {point.dots.map(({ y, color }) => (
        <span
          key={`${color} ${y}`}
          className="absolute left-1/2 size-2 -translate-x-1/2 -translate-y-1/2 rounded-full ring-2 ring-card"
          style={{ top: `${y}%`, background: color }}
        />
      ))}
    </span>
  );
}

function CursorReading({ point, reading }: { point: CursorPoint; reading: Reading }) {
  return (
    <div
      aria-hidden
      className={cn(
        "pointer-events-none absolute z-20 grid w-max min-w-40 max-w-64 gap-1 rounded-md border bg-popover px-3 py-2 font-sans text-popover-foreground text-xs shadow-float",
        // Above a narrow plot, shifted so that it stays within; beside the cursor's line of a wide one.
        "bottom-full mb-1 -translate-x-(--x) @md:top-0 @md:bottom-auto @md:mb-0",
        point.x > 55 ? "@md:-translate-x-[calc(100%+0.75rem)]" : "@md:translate-x-3",
      )}
      style={{ left: `${point.x}%`, "--x": `${point.x}%` } as CSSProperties}
    >
      <p className="whitespace-nowrap text-muted-foreground">{reading.title}</p>
      {reading.values.map(({ label, text, color }) => (
        <p key={label} className="flex items-center gap-2 whitespace-nowrap">
          <span className="size-2 shrink-0 rounded-[2px]" style={{ background: color ?? "transparent" }} />
          <span className="flex-1 truncate">{label}</span>
          <span className="pl-3 figures">{text}</span>
        </p>
      ))}
      {reading.href && <p className="text-muted-foreground text-2xs">Click or press Enter for details</p>}
    </div>
  );
}

function readingOf(tableId: string, index: number): Reading | undefined {
  const table = document.getElementById(tableId);
  const row = table?.querySelectorAll("tbody tr")[index];
  if (!table || !row) return undefined;
  const [title, ...cells] = row.querySelectorAll("td");
  const heads = [...table.querySelectorAll("th")].slice(1);
  return {
    title: title?.textContent ?? "",
    href: title?.querySelector("a")?.getAttribute("href") ?? null,
    values: cells.map((cell, at) => ({
      label: heads[at]?.textContent ?? "",
      text: cell.textContent ?? "",
      color: heads[at]?.dataset.color,
    })),
  };
}

const spoken = ({ title, values }: Reading): string =>
  `${title}: ${values.map(({ label, text }) => `${label} ${text}`).join(", ")}`;

/** Undefined for a key that moves nothing, null for Escape. */
function nextIndex(key: string, index: number | undefined, count: number): number | null | undefined {
  const current = index ?? count;
  const within = (next: number) => Math.max(0, Math.min(count - 1, next));
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return within(current - 1);
    case "ArrowRight":
    case "ArrowUp":
      return within(index === undefined ? 0 : current + 1);
    case "PageDown":
      return within(current - 7);
    case "PageUp":
      return within(current + 7);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Escape":
      return null;
    default:
      return undefined;
  }
}

function nearest(points: readonly CursorPoint[], x: number): number {
  const distances = points.map((point) => Math.abs(point.x - x));
  return distances.indexOf(Math.min(...distances));
}

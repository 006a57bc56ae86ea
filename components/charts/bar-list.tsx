import Link from "@/components/navigation/link";
import { round } from "./geometry/scale";

export type BarEntry = {
  key: string;
  label: string;
  value: number;
  text: string;
  /** A second, smaller figure: "60% of the limit". */
  note?: string | undefined;
  href?: string | undefined;
  color?: string | undefined;
};

/** A ranking: each entry with its bar, compared with the largest one. */
export function BarList({ label, entries }: { label: string; entries: readonly BarEntry[] }) {
  const most = Math.max(...entries.map(({ value }) => Math.abs(value)), 0);
  return (
    <ol aria-label={label} className="grid gap-0.5 text-[0.8125rem]">
      {entries.map(({ key, label, value, text, note, href, color = "var(--chart-1)" }) => (
        <li key={key} className="relative flex min-h-8 items-center gap-3 overflow-hidden rounded-sm px-2.5">
          <span
            aria-hidden
            className="absolute inset-y-0.5 left-0 rounded-sm"
            style={{
              width: most === 0 ? 0 : `max(3px, ${round((Math.abs(value) / most) * 100)}%)`,
              background: `color-mix(in oklab, ${color} 18%, transparent)`,
            }}
          />
          {href ? (
            <Link href={href} className="relative min-w-0 truncate underline-offset-4 hover:underline">
              {label}
            </Link>
          ) : (
            <span className="relative min-w-0 truncate">{label}</span>
          )}
          <span className="relative ml-auto flex shrink-0 items-baseline gap-2 figures text-xs">
            {note && <span className="font-sans text-muted-foreground">{note}</span>}
            {text}
          </span>
        </li>
      ))}
    </ol>
  );
}

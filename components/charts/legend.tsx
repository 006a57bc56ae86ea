import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";

export type LegendEntry = {
  label: string;
  color: string;
  /** The current value, written out. */
  value?: string | undefined;
  href?: string | undefined;
  shape?: "area" | "line" | "dashed" | undefined;
};

const shapes = {
  area: "size-2.5 rounded-[2px]",
  line: "h-0.5 w-3.5 rounded-full",
  dashed: "w-3.5 border-t-2 border-dashed",
};

/** Which color is which series, with its current value. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1.5 text-xs">
      {entries.map(({ label, color, value, href, shape = "area" }) => (
        <li key={label} className="flex items-center gap-1.5">
          <span
            aria-hidden
            className={cn("shrink-0", shapes[shape])}
            style={shape === "dashed" ? { borderColor: color } : { background: color }}
          />
          {href ? (
            <Link href={href} className="text-muted-foreground underline-offset-4 hover:underline">
              {label}
            </Link>
          ) : (
            <span className="text-muted-foreground">{label}</span>
          )}
          {value && <span className="figures">{value}</span>}
        </li>
      ))}
    </ul>
  );
}

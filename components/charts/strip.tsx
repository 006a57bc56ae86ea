import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";

export type StripTone = "good" | "warning" | "bad" | "none";

export type StripCell = {
  key: string;
  /** What the square says on its own: "Nov 29: 3 mismatches". */
  label: string;
  tone: StripTone;
  href?: string | undefined;
};

const tones: Record<StripTone, string> = {
  good: "bg-success",
  warning: "bg-warning",
  bad: "bg-destructive",
  none: "bg-secondary",
};

/** A row of equal periods or runs, oldest first, as status pages have it: one square each. */
export function Strip({ label, cells, className }: { label: string; cells: readonly StripCell[]; className?: string }) {
  return (
    <ol aria-label={label} className={cn("flex h-6 w-full gap-[2px]", className)}>
      {cells.map(({ key, label, tone, href }) => {
        const square = cn("block h-full rounded-[2px]", tones[tone]);
        return (
          <li key={key} className="min-w-0 max-w-3 flex-1">
            {href ? (
              <Link href={href} title={label} aria-label={label} className={square} />
            ) : (
              <span title={label} className={square}>
                <span className="sr-only">{label}</span>
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

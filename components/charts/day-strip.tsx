import Link from "@/components/navigation/link";
import { initialsOf } from "@/components/shell/initials";
import { cn } from "@/lib/cn";

export type StripEntry = { id: string; label: string; href: string; color?: string | undefined };
export type StripDay = {
  /** YYYY-MM-DD. */
  day: string;
  entries: readonly StripEntry[];
};

const weekday = new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: "UTC" });
const dayOfMonth = new Intl.DateTimeFormat("en-US", { day: "numeric", timeZone: "UTC" });
const spokenDay = new Intl.DateTimeFormat("en-US", { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" });

const shown = 3;

/** What is due on each of the next days; the first one is today. */
export function DayStrip({
  label,
  days,
  more,
}: {
  label: string;
  days: readonly StripDay[];
  more: (day: string) => string;
}) {
  return (
    <ol aria-label={label} className="grid grid-cols-7 gap-1 @2xl:grid-cols-14">
      {days.map(({ day, entries }, index) => {
        const date = new Date(`${day}T00:00:00Z`);
        const hidden = entries.length - shown;
        return (
          <li
            key={day}
            className={cn(
              "grid min-h-29 content-start justify-items-center gap-1 rounded-md border px-0.5 py-1.5",
              entries.length === 0 ? "border-dashed" : "bg-muted/50",
              index === 0 && "border-signal border-solid",
            )}
          >
            <span aria-hidden className="grid justify-items-center text-2xs text-muted-foreground leading-3.5">
              {index === 0 ? "Today" : weekday.format(date)}
              <span className="figures text-foreground text-xs">{dayOfMonth.format(date)}</span>
            </span>
            <span className="sr-only">{spokenDay.format(date)}</span>
            {entries.slice(0, hidden > 0 ? shown - 1 : shown).map(({ id, label, href, color }) => (
              <Link
                key={id}
                href={href}
                title={label}
                aria-label={label}
                className="grid h-6 w-full max-w-9 place-items-center rounded-sm border bg-card font-medium text-2xs shadow-raised transition-colors hover:bg-accent"
                style={color ? { borderBottomColor: color, borderBottomWidth: 2 } : undefined}
              >
                {initialsOf(label)}
              </Link>
            ))}
            {hidden > 0 && (
              <Link
                href={more(day)}
                aria-label={`${hidden + 1} more`}
                className="rounded-sm px-1 figures text-2xs text-muted-foreground hover:text-foreground"
              >
                +{hidden + 1}
              </Link>
            )}
          </li>
        );
      })}
    </ol>
  );
}

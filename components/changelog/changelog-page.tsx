import { Rss } from "lucide-react";
import { frame } from "@/components/marketing/section";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import { formatDate } from "@/lib/dates";
import type { Release } from "@/lib/releases";

const kinds = {
  new: { label: "New", variant: "info" },
  improved: { label: "Improved", variant: "success" },
  fixed: { label: "Fixed", variant: "secondary" },
} as const;

/** What changed, newest first, each day with an anchor that the feed links to. */
export function ChangelogPage({ name, releases }: { name: string; releases: readonly Release[] }) {
  return (
    <div className={cn(frame, "grid gap-14 py-14 sm:py-20")}>
      <header className="grid max-w-2xl gap-5">
        <h1 className="text-heading">What's new</h1>
        <p className="text-lg text-muted-foreground leading-relaxed">What we added, improved and fixed in {name}.</p>
        <a
          href="/changelog.xml"
          className="flex w-fit items-center gap-2 font-medium text-sm underline-offset-4 hover:underline"
        >
          <Rss aria-hidden className="size-4" />
          Subscribe with a feed reader
        </a>
      </header>
      <ol className="grid">
        {releases.map(({ day, title, changes }) => (
          <li
            key={day}
            id={day}
            className="grid scroll-mt-20 gap-x-16 gap-y-4 border-t py-10 lg:grid-cols-[10rem_minmax(0,1fr)]"
          >
            <p className="figures text-muted-foreground text-sm lg:pt-1">
              <time dateTime={day}>{formatDate(new Date(day))}</time>
            </p>
            <div className="grid max-w-2xl gap-5">
              <h2 className="text-balance font-semibold text-2xl tracking-[-0.02em]">{title}</h2>
              <ul className="grid gap-3">
                {changes.map(({ kind, text }) => (
                  <li key={text} className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-baseline gap-3">
                    <Badge variant={kinds[kind].variant} className="justify-self-start">
                      {kinds[kind].label}
                    </Badge>
                    <span className="text-pretty leading-relaxed">{text}</span>
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

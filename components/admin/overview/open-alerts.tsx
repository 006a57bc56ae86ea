import { CircleAlert, CircleCheck } from "lucide-react";
import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import type { ListedAlert } from "@/lib/alerts";
import { pathOfUrl } from "../metrics/path-of-url";

/** What needs somebody now: the open alerts, each with a link to the page that shows its cause. */
export function OpenAlerts({ alerts, now }: { alerts: readonly ListedAlert[]; now: Date }) {
  return (
    <section aria-labelledby="alerts-title" className="rounded-lg border bg-card px-5 py-4 shadow-raised max-sm:px-4">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="alerts-title" className="font-semibold text-sm">
          Open alerts
        </h2>
        <Link
          href="/admin/alerts"
          className="text-muted-foreground text-xs underline-offset-4 hover:text-foreground hover:underline"
        >
          All alerts
        </Link>
      </div>
      {alerts.length === 0 ? (
        <p className="flex items-center gap-2 pt-2 text-muted-foreground text-sm">
          <CircleCheck aria-hidden className="size-4 text-success-ink" />
          Nothing needs your attention.
        </p>
      ) : (
        <ul className="pt-1.5">
          {alerts.map(({ id, title, text, url, createdAt }) => (
            <li key={id} className="flex items-start gap-2.5 border-t py-2 first:border-t-0 last:pb-0">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-destructive-ink" />
              <div className="grid min-w-0">
                <Link
                  href={pathOfUrl(url)}
                  className="font-medium text-[0.8125rem] leading-5 underline-offset-4 hover:underline"
                >
                  {title}
                </Link>
                <span className="text-pretty text-muted-foreground text-xs">
                  {text} · {relativeTime(createdAt, now)}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

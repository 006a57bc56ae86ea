import Link from "next/link";
import { relativeTime } from "@/components/shell/relative-time";
import type { ListedAlert } from "@/lib/alerts";

/** The latest alerts, each with a link to the page that shows its cause. */
export function AlertList({ alerts, now }: { alerts: readonly ListedAlert[]; now: Date }) {
  if (alerts.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        No alerts. Failed payments, cancellations, exceeded limits, mismatches with Stripe and failed jobs appear here
        and are emailed to platform admins.
      </p>
    );
  }
  return (
    <ul className="divide-y">
      {alerts.map(({ id, title, text, url, createdAt }) => (
        <li key={id} className="grid gap-0.5 py-2.5 first:pt-0 last:pb-0">
          <Link href={pathOf(url)} className="font-medium text-sm underline-offset-4 hover:underline">
            {title}
          </Link>
          <span className="text-pretty text-muted-foreground text-xs">
            {text} · {relativeTime(createdAt, now)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The page on this host, even if APP_URL has changed since the alert. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

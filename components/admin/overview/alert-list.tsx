import Link from "next/link";
import { relativeTime } from "@/components/shell/relative-time";
import type { ListedAlert } from "@/lib/alerts";

/** What the platform's owner was told last, each leading to the page that shows it. */
export function AlertList({ alerts, now }: { alerts: readonly ListedAlert[]; now: Date }) {
  if (alerts.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        Nothing wants your attention. Failed payments, cancellations, reconciliation mismatches and failed jobs show
        here and are mailed.
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

/** The page on this host, whatever address the alert was mailed with. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

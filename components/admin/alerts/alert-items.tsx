import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { AlertEntry } from "@/lib/alerts";
import { formatDateTime } from "@/lib/dates";
import { AlertButtons } from "./alert-buttons";
import { alertKindLabels } from "./alert-kinds";

type AlertItemsProps = {
  rows: readonly AlertEntry[];
  /** Whether to say which state each alert is in. */
  states: boolean;
  now: Date;
};

/** A page of alerts, each with the page that shows its cause. */
export function AlertItems({ rows, states, now }: AlertItemsProps) {
  return (
    <ul aria-label="Alerts" className="divide-y overflow-hidden rounded-lg border bg-card shadow-raised">
      {rows.map((alert) => (
        <li
          key={alert.id}
          className="grid gap-3 px-5 py-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start data-[resolved=true]:opacity-75"
          data-resolved={alert.resolvedAt !== null}
        >
          <div className="grid min-w-0 gap-1">
            <span className="flex flex-wrap items-center gap-2">
              <Link
                href={pathOf(alert.url)}
                className="min-w-0 font-medium text-sm underline-offset-4 [overflow-wrap:anywhere] hover:underline"
              >
                {alert.title}
              </Link>
              {states && <StateBadge alert={alert} />}
              {alert.muted && <Badge variant="outline">Muted</Badge>}
            </span>
            <p className="max-w-3xl text-pretty text-muted-foreground text-sm [overflow-wrap:anywhere]">{alert.text}</p>
            <p className="text-muted-foreground text-xs">
              {alertKindLabels[alert.kind]}
              {alert.organizationId && alert.organizationName && (
                <>
                  {" · "}
                  <Link
                    href={`/admin/organizations/${alert.organizationId}`}
                    className="underline-offset-4 hover:underline"
                  >
                    {alert.organizationName}
                  </Link>
                </>
              )}
              {" · "}
              <time dateTime={alert.createdAt.toISOString()} title={formatDateTime(alert.createdAt)}>
                {relativeTime(alert.createdAt, now)}
              </time>
              {history(alert, now)}
            </p>
          </div>
          {alert.resolvedAt === null && (
            <div className="flex flex-wrap gap-2">
              <Button asChild size="sm" variant="ghost">
                <Link href={pathOf(alert.url)}>
                  View<span className="sr-only"> {alert.title}</span>
                </Link>
              </Button>
              <AlertButtons
                alertId={alert.id}
                title={alert.title}
                kind={alert.kind}
                organization={
                  alert.organizationId
                    ? { id: alert.organizationId, name: alert.organizationName ?? "this organization" }
                    : undefined
                }
                acknowledged={alert.acknowledgedAt !== null}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function StateBadge({ alert: { resolvedAt, acknowledgedAt } }: { alert: AlertEntry }) {
  if (resolvedAt) return <Badge variant="success">Resolved</Badge>;
  return acknowledgedAt ? <Badge variant="info">Acknowledged</Badge> : <Badge variant="warning">Open</Badge>;
}

function history({ acknowledgedAt, acknowledgedBy, resolvedAt }: AlertEntry, now: Date): string {
  const parts = [
    ...(acknowledgedAt
      ? [`acknowledged by ${acknowledgedBy ?? "a former admin"} ${relativeTime(acknowledgedAt, now)}`]
      : []),
    ...(resolvedAt ? [`resolved ${relativeTime(resolvedAt, now)}`] : []),
  ];
  return parts.map((part) => ` · ${part}`).join("");
}

/** The page on this host, even if APP_URL has changed since the alert. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

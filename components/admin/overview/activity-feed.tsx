import { ArrowDownRight, ArrowUpRight, CircleAlert, type LucideIcon, Pause, Play, UserPlus } from "lucide-react";
import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import type { Activity, ActivityKind } from "@/lib/admin";
import { cn } from "@/lib/cn";
import { formatTime } from "@/lib/dates";
import type { MovementKind } from "@/lib/metrics";
import { inkOf, movementColors } from "../metrics/movement-colors";
import { pathOfUrl } from "../metrics/path-of-url";
import { formatChange, planChange } from "../movement-labels";
import { planName } from "../plan-name";
import { byTime } from "./activity-groups";

type ActivityFeedProps = {
  activities: readonly Activity[];
  kind: ActivityKind | null;
  /** The same page with another filter. */
  href: (kind: ActivityKind | null) => string;
  now: Date;
};

const filters = [
  { kind: null, label: "All" },
  { kind: "movement", label: "Movements" },
  { kind: "sign_up", label: "Sign-ups" },
  { kind: "alert", label: "Alerts" },
] as const satisfies readonly { kind: ActivityKind | null; label: string }[];

const nothing: Record<ActivityKind | "all", string> = {
  all: "Sign-ups, MRR movements and alerts appear here as they happen.",
  movement: "No movements yet. New, changed and lost MRR appears here.",
  sign_up: "No sign-ups yet. New organizations appear here.",
  alert: "No alerts yet. Failed payments, cancellations, exceeded limits and mismatches with Stripe appear here.",
};

/** Movements, sign-ups and alerts as they happened, by day. */
export function ActivityFeed({ activities, kind, href, now }: ActivityFeedProps) {
  return (
    <section
      id="activity"
      aria-labelledby="activity-title"
      className="scroll-mt-20 rounded-lg border bg-card shadow-raised"
    >
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 pt-4 max-sm:px-4">
        <h2 id="activity-title" className="font-semibold text-sm">
          Activity
        </h2>
        <nav aria-label="Filter activity" className="-mx-1 flex gap-0.5">
          {filters.map((filter) => (
            <Link
              key={filter.label}
              href={href(filter.kind)}
              scroll={false}
              aria-current={filter.kind === kind ? "true" : undefined}
              className={cn(
                "rounded-sm px-2 py-1 text-xs transition-colors",
                filter.kind === kind ? "bg-accent font-medium" : "text-muted-foreground hover:text-foreground",
              )}
            >
              {filter.label}
            </Link>
          ))}
        </nav>
      </header>
      <div className="px-5 pt-2 pb-4 max-sm:px-4">
        {activities.length === 0 && (
          <p className="py-8 text-center text-muted-foreground text-sm">{nothing[kind ?? "all"]}</p>
        )}
        {byTime(activities, now).map(({ label, activities }) => (
          <section key={label} aria-label={label}>
            <h3 className="pt-3 pb-1 font-medium text-muted-foreground text-xs">{label}</h3>
            <ol>
              {activities.map((activity) => (
                <ActivityLine key={`${activity.kind} ${activity.id}`} activity={activity} now={now} />
              ))}
            </ol>
          </section>
        ))}
      </div>
    </section>
  );
}

function ActivityLine({ activity, now }: { activity: Activity; now: Date }) {
  const { Icon, color } = markOf(activity);
  return (
    <li className="flex items-start gap-3 border-t py-2 first:border-t-0">
      <span
        aria-hidden
        className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full"
        style={{ color, background: `color-mix(in oklab, ${color} 14%, transparent)` }}
      >
        <Icon className="size-3.5" />
      </span>
      <div className="grid min-w-0 flex-1">
        <ActivityText activity={activity} />
      </div>
      <div className="grid shrink-0 justify-items-end">
        {activity.kind === "movement" && (
          <span className="font-mono text-xs tabular-nums leading-5" style={{ color: inkOf(color) }}>
            {formatChange(activity)}
          </span>
        )}
        {activity.kind === "alert" && activity.resolvedAt && (
          <span className="text-muted-foreground text-xs leading-5">Resolved</span>
        )}
        <time
          dateTime={activity.at.toISOString()}
          title={formatTime(activity.at)}
          className="text-2xs text-muted-foreground"
        >
          {relativeTime(activity.at, now)}
        </time>
      </div>
    </li>
  );
}

function ActivityText({ activity }: { activity: Activity }) {
  if (activity.kind === "alert") {
    return (
      <>
        <Link
          href={pathOfUrl(activity.url)}
          className="font-medium text-[0.8125rem] leading-5 underline-offset-4 hover:underline"
        >
          {activity.title}
        </Link>
        <span className="text-pretty text-muted-foreground text-xs">{activity.text}</span>
      </>
    );
  }
  return (
    <>
      {activity.organizationName === null ? (
        <span className="truncate text-[0.8125rem] text-muted-foreground leading-5">Deleted organization</span>
      ) : (
        <Link
          href={`/admin/organizations/${activity.organizationId}`}
          className="truncate font-medium text-[0.8125rem] leading-5 underline-offset-4 hover:underline"
        >
          {activity.organizationName}
        </Link>
      )}
      <span className="truncate text-muted-foreground text-xs">{detailOf(activity)}</span>
    </>
  );
}

const verbs = {
  new: "Started paying",
  expansion: "Expanded",
  reactivation: "Came back",
  resumed: "Resumed",
  contraction: "Reduced",
  paused: "Paused",
  churn: "Canceled",
} as const satisfies Record<MovementKind, string>;

function detailOf(activity: Exclude<Activity, { kind: "alert" }>): string {
  if (activity.kind === "sign_up") return `Signed up · ${planName(activity.planKey)}`;
  const plans = planChange(nameOrNull(activity.planBefore), nameOrNull(activity.planAfter));
  return plans ? `${verbs[activity.movement]} · ${plans}` : verbs[activity.movement];
}

const nameOrNull = (key: string | null) => (key === null ? null : planName(key));

function markOf(activity: Activity): { Icon: LucideIcon; color: string } {
  switch (activity.kind) {
    case "sign_up":
      return { Icon: UserPlus, color: "var(--chart-1)" };
    case "alert":
      return { Icon: CircleAlert, color: activity.resolvedAt ? "var(--chart-6)" : "var(--destructive)" };
    case "movement":
      return { Icon: movementIcon(activity.movement, activity.amount), color: movementColors[activity.movement] };
    default:
      return activity satisfies never;
  }
}

function movementIcon(kind: MovementKind, amount: number): LucideIcon {
  if (kind === "paused") return Pause;
  if (kind === "resumed") return Play;
  return amount < 0 ? ArrowDownRight : ArrowUpRight;
}

import { CircleCheck, TriangleAlert } from "lucide-react";
import { Strip } from "@/components/charts/strip";
import { frame } from "@/components/marketing/section";
import { cn } from "@/lib/cn";
import { formatDate, formatDateTime, formatTime } from "@/lib/dates";
import { minute } from "@/lib/durations";
import { type Component, components, type DayHealth, type Incident, type Status } from "@/lib/health";
import { formatCount } from "@/lib/numbers";

type Words = { name: string; about: string };

const words: Readonly<Record<Component, Words>> = {
  web: { name: "App and API", about: "Pages, sign-in and API requests" },
  database: { name: "Database", about: "Where your data is stored" },
  worker: { name: "Background jobs", about: "Emails, webhooks, imports and syncs" },
  stripe: { name: "Payments", about: "Checkout, cards and invoices, through Stripe" },
};

/** Whether everything works, and what happened in the last 90 days. */
export function StatusPage({ status }: { status: Status }) {
  const { now, days, uptime, incidents, checkedAt, complete } = status;
  const down = components.filter((component) => !now[component]);
  return (
    <div className={cn(frame, "py-14 sm:py-20")}>
      <div className="grid max-w-4xl gap-14">
        <header className="grid gap-5">
          <p className="text-muted-foreground text-sm">
            System status, checked <span className="figures">{formatDateTime(checkedAt)}</span>
          </p>
          <h1 className="flex items-start gap-3 text-heading">
            {down.length === 0 ? (
              <CircleCheck aria-hidden className="mt-[0.14em] size-[0.8em] shrink-0 text-success" />
            ) : (
              <TriangleAlert aria-hidden className="mt-[0.14em] size-[0.8em] shrink-0 text-destructive-ink" />
            )}
            {headline(down)}
          </h1>
          {!complete && (
            <p className="text-muted-foreground">
              We can't read the history right now. Older days may be missing below.
            </p>
          )}
        </header>
        <section aria-labelledby="components" className="grid gap-6">
          <h2 id="components" className="font-semibold text-xl tracking-[-0.02em]">
            Last 90 days
          </h2>
          <ul className="grid gap-8">
            {components.map((component) => (
              <li key={component} className="grid gap-2.5">
                <div className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4">
                  <h3 className="font-medium">
                    {words[component].name}{" "}
                    <span className="font-normal text-muted-foreground text-sm max-sm:block">
                      {words[component].about}
                    </span>
                  </h3>
                  <p
                    className="font-medium text-sm data-[up=false]:text-destructive-ink data-[up=true]:text-success-ink"
                    data-up={now[component]}
                  >
                    {now[component] ? "Operational" : "Not responding"}
                  </p>
                </div>
                <Strip
                  label={`${words[component].name}, by day`}
                  className="h-9"
                  cells={days[component].map(({ day, level, downMinutes }) => ({
                    key: day.toISOString(),
                    label: `${formatDate(day)}: ${dayText(level, downMinutes)}`,
                    tone: tones[level],
                  }))}
                />
                <p className="flex justify-between text-muted-foreground text-xs">
                  <span>90 days ago</span>
                  <span className="figures">{uptimeText(uptime[component])}</span>
                  <span>Today</span>
                </p>
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="incidents" className="grid gap-6">
          <h2 id="incidents" className="font-semibold text-xl tracking-[-0.02em]">
            Past incidents
          </h2>
          {incidents.length === 0 ? (
            <p className="text-muted-foreground">
              {complete ? "No incidents in the last 90 days." : "We can't read past incidents right now."}
            </p>
          ) : (
            <ol className="divide-y border-y">
              {incidents.map((incident) => (
                <IncidentItem key={incident.from.toISOString()} incident={incident} />
              ))}
            </ol>
          )}
          <p className="max-w-2xl text-pretty text-muted-foreground text-sm">
            Every part is checked every five minutes, and two failed checks in a row are an incident. Times are in UTC.
            Is something else not working?{" "}
            <a href="/support?topic=bug" className="font-medium text-foreground underline underline-offset-4">
              Tell us
            </a>
          </p>
        </section>
      </div>
    </div>
  );
}

function headline(down: readonly Component[]): string {
  const [first, ...others] = down.map((component) => words[component].name);
  if (!first) return "All systems operational";
  return others.length === 0 ? `${first}: not responding` : `${formatCount(down.length, "part")} aren't responding`;
}

const tones = { none: "none", up: "good", degraded: "warning", down: "bad" } as const;

function dayText(level: DayHealth["level"], downMinutes: number): string {
  if (level === "none") return "no checks";
  return downMinutes === 0 ? "no downtime" : `down for ${formatCount(downMinutes, "minute")}`;
}

/** Rounded down: 99.999% isn't 100%. */
const uptimeText = (uptime: number | null): string =>
  uptime === null ? "No checks yet" : `${(Math.floor(uptime * 10_000) / 100).toFixed(2)}% uptime`;

function IncidentItem({ incident: { components: parts, from, to } }: { incident: Incident }) {
  const minutes = Math.max(1, Math.round((to.getTime() - from.getTime()) / minute));
  const sameDay = from.toISOString().slice(0, 10) === to.toISOString().slice(0, 10);
  return (
    <li className="grid gap-1 py-4 sm:grid-cols-[1fr_auto] sm:items-baseline sm:gap-x-6">
      <h3 className="font-medium">{parts.map((part) => words[part].name).join(", ")} didn't respond</h3>
      <p className="text-muted-foreground text-sm">
        <span className="figures">
          {formatDateTime(from)} – {sameDay ? formatTime(to) : formatDateTime(to)}
        </span>
        {" · "}
        {formatCount(minutes, "minute")}
      </p>
    </li>
  );
}

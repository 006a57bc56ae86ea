import { Eye, PencilLine } from "lucide-react";
import { relativeTime } from "@/components/shell/relative-time";
import { catalog } from "@/lib/catalog";
import type { SettingsFacts } from "@/lib/settings";

type SupportSessionListProps = { sessions: NonNullable<SettingsFacts["supportSessions"]>; now: Date };

/** When a platform admin acted as a member of the organization, and why. */
export function SupportSessionList({ sessions, now }: SupportSessionListProps) {
  if (sessions.length === 0) {
    return <p className="text-muted-foreground text-sm">No one from {catalog.name} has accessed your account.</p>;
  }
  return (
    <ul className="grid gap-3 text-sm">
      {sessions.map(({ seq, at, email, reason, readOnly }) => {
        const Icon = readOnly ? Eye : PencilLine;
        return (
          <li key={seq} className="flex gap-3">
            <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
            <div className="grid min-w-0 gap-0.5">
              <span className="[overflow-wrap:anywhere]">{reason}</span>
              <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
                As {email ?? "a former member"} · {readOnly ? "View only" : "Full access"} · {relativeTime(at, now)}
              </span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

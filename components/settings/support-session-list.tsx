import { Eye, PencilLine } from "lucide-react";
import { relativeTime } from "@/components/shell/relative-time";
import type { SettingsFacts } from "./settings-facts";

type VisitListProps = { visits: NonNullable<SettingsFacts["visits"]>; now: Date };

/** When somebody of the platform's acted for somebody of the team, and why. */
export function VisitList({ visits, now }: VisitListProps) {
  if (visits.length === 0) return <p className="text-muted-foreground text-sm">Nobody of ours was here.</p>;
  return (
    <ul className="grid gap-3 text-sm">
      {visits.map(({ seq, at, email, reason, lookedOnly }) => {
        const Icon = lookedOnly ? Eye : PencilLine;
        return (
          <li key={seq} className="flex gap-3">
            <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
            <div className="grid min-w-0 gap-0.5">
              <span className="[overflow-wrap:anywhere]">{reason}</span>
              <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
                As {email}, {lookedOnly ? "only looking" : "able to change things"}, {relativeTime(at, now)}
              </span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

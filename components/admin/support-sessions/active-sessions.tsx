"use client";

import Link from "@/components/navigation/link";
import type { ActiveSupportSession } from "@/lib/auth";
import { minute } from "@/lib/durations";
import { formatCount } from "@/lib/numbers";
import { ActionButton } from "../action-button";
import { AccessBadge } from "./access-badge";
import { endSupportSession } from "./actions";

type ActiveSessionsProps = { sessions: readonly ActiveSupportSession[]; wall: Date; adminEmail: string };

/** The sessions of this moment. Any platform admin can end them. */
export function ActiveSessions({ sessions, wall, adminEmail }: ActiveSessionsProps) {
  return (
    <ul className="divide-y">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0">
          <div className="grid min-w-0 gap-0.5 text-sm">
            <span className="[overflow-wrap:anywhere]">
              <span className="font-medium">{session.admin === adminEmail ? "You" : session.admin}</span>
              {" as "}
              <span className="font-medium">{session.member}</span>
              {" at "}
              <Link
                href={`/admin/organizations/${session.organizationId}`}
                className="underline-offset-4 hover:underline"
              >
                {session.organization ?? "a deleted organization"}
              </Link>
            </span>
            <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
              {session.reason} · {remaining(session.expires, wall)}
            </span>
          </div>
          <span className="flex items-center gap-3">
            <AccessBadge readOnly={session.readOnly} />
            <ActionButton
              size="sm"
              variant="outline"
              action={() => endSupportSession({ sessionId: session.id })}
              success="Support session ended"
            >
              End<span className="sr-only"> the session of {session.admin}</span>
            </ActionButton>
          </span>
        </li>
      ))}
    </ul>
  );
}

const remaining = (expires: Date, wall: Date): string =>
  `${formatCount(Math.max(1, Math.ceil((expires.getTime() - wall.getTime()) / minute)), "minute")} left`;

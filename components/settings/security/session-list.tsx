"use client";

import { Monitor } from "lucide-react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import { describeAgent } from "@/lib/auth/sessions/describe-agent";
import type { SettingsFacts } from "@/lib/settings";
import { endSession, signOutEverywhere } from "../actions";

type SessionListProps = Pick<SettingsFacts, "sessions" | "isOwnSession"> & { now: Date };

export function SessionList({ sessions, isOwnSession, now }: SessionListProps) {
  const everywhere = useAction(signOutEverywhere);
  const one = useAction(endSession, { done: () => void toast.success("Session signed out") });
  return (
    <div className="grid gap-4">
      <ul className="divide-y">
        {sessions.map(({ id, userAgent, address, createdAt, isCurrent }) => {
          const device = describeAgent(userAgent);
          return (
            <li key={id} className="flex items-center gap-3 py-3 first:pt-0">
              <Monitor className="size-4 shrink-0 text-muted-foreground" aria-hidden />
              <div className="grid min-w-0 flex-1 leading-tight">
                <span className="flex flex-wrap items-center gap-2 font-medium text-sm">
                  {device} {isCurrent && <Badge variant="success">This session</Badge>}
                </span>
                <span className="text-muted-foreground text-sm">
                  Signed in {relativeTime(createdAt, now)}
                  {address && ` from ${address}`}
                </span>
              </div>
              {!isCurrent && (
                <Button variant="ghost" size="sm" pending={one.pending} onClick={() => one.run({ sessionId: id })}>
                  Sign out<span className="sr-only"> {device}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <div>
        <ConfirmButton
          variant="outline"
          pending={everywhere.pending}
          title="Sign out everywhere?"
          description={
            isOwnSession
              ? "Every session ends right away, including this one."
              : "Every session that your company's single sign-on opened ends right away, including this one."
          }
          confirm="Sign out everywhere"
          onConfirm={() => everywhere.run(undefined)}
        >
          Sign out everywhere
        </ConfirmButton>
      </div>
    </div>
  );
}

"use client";

import { Monitor } from "lucide-react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import type { SettingsActions } from "../actions";
import type { SettingsFacts } from "../settings-facts";

type SessionListProps = {
  sessions: SettingsFacts["sessions"];
  now: Date;
  actions: Pick<SettingsActions, "endSession" | "signOutEverywhere">;
};

export function SessionList({ sessions, now, actions }: SessionListProps) {
  const everywhere = useAction(actions.signOutEverywhere);
  const one = useAction(actions.endSession, { done: () => void toast.success("That session is signed out.") });
  return (
    <div className="grid gap-4">
      <ul className="divide-y">
        {sessions.map(({ id, device, createdAt, isThis }) => (
          <li key={id} className="flex items-center gap-3 py-3 first:pt-0">
            <Monitor className="size-4 shrink-0 text-muted-foreground" aria-hidden />
            <div className="grid min-w-0 flex-1 leading-tight">
              <span className="flex flex-wrap items-center gap-2 font-medium text-sm">
                {device} {isThis && <Badge variant="success">This one</Badge>}
              </span>
              <span className="text-muted-foreground text-sm">Signed in {relativeTime(createdAt, now)}</span>
            </div>
            {!isThis && (
              <Button variant="ghost" size="sm" pending={one.pending} onClick={() => one.run({ sessionId: id })}>
                Sign out<span className="sr-only"> {device}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div>
        <ConfirmButton
          variant="outline"
          pending={everywhere.pending}
          title="Sign out everywhere?"
          description="Every session ends at once, this one too. You sign in again with your password."
          confirm="Sign out everywhere"
          onConfirm={() => everywhere.run(undefined)}
        >
          Sign out everywhere
        </ConfirmButton>
      </div>
    </div>
  );
}

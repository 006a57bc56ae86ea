"use client";

import { useOptimistic } from "react";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import type { AlertKind } from "@/lib/alerts";
import { acknowledgeAlert } from "./actions";
import { MuteButton } from "./mute-button";

type AlertButtonsProps = {
  alertId: string;
  title: string;
  kind: AlertKind;
  organization: { id: string; name: string } | undefined;
  acknowledged: boolean;
};

export function AlertButtons({ alertId, title, kind, organization, acknowledged }: AlertButtonsProps) {
  const [shown, show] = useOptimistic(acknowledged);
  const { run } = useAction(
    () => {
      show(true);
      return acknowledgeAlert({ alertId });
    },
    {
      done: ({ resolved }) => toast.success(resolved ? "Alert resolved" : "Alert acknowledged"),
      undone: `${title} isn't acknowledged`,
    },
  );
  return (
    <>
      <MuteButton kind={kind} organization={organization} size="sm" variant="ghost">
        Mute…<span className="sr-only"> {title}</span>
      </MuteButton>
      {!shown && (
        <Button size="sm" variant="outline" onClick={() => run(undefined)}>
          Acknowledge<span className="sr-only"> {title}</span>
        </Button>
      )}
    </>
  );
}

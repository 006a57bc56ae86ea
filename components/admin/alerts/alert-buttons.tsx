"use client";

import { Button } from "@/components/ui/button";
import type { AlertKind } from "@/lib/alerts";
import { ActionButton } from "../action-button";
import { acknowledgeAlert } from "./actions";
import { MuteDialog } from "./mute-dialog";

type AlertButtonsProps = {
  alertId: string;
  title: string;
  kind: AlertKind;
  organization: { id: string; name: string } | undefined;
  acknowledged: boolean;
};

export function AlertButtons({ alertId, title, kind, organization, acknowledged }: AlertButtonsProps) {
  return (
    <>
      <MuteDialog kind={kind} organization={organization}>
        <Button size="sm" variant="ghost">
          Mute…<span className="sr-only"> {title}</span>
        </Button>
      </MuteDialog>
      {!acknowledged && (
        <ActionButton
          size="sm"
          variant="outline"
          action={() => acknowledgeAlert({ alertId })}
          success={({ resolved }) => (resolved ? "Alert resolved" : "Alert acknowledged")}
        >
          Acknowledge<span className="sr-only"> {title}</span>
        </ActionButton>
      )}
    </>
  );
}

"use client";

import type { AlertMute } from "@/lib/alerts";
import { formatDateTime } from "@/lib/dates";
import { ActionButton } from "../action-button";
import { unmuteAlerts } from "./actions";
import { alertKindLabels } from "./alert-kinds";

export function MuteList({ mutes }: { mutes: readonly AlertMute[] }) {
  return (
    <ul className="divide-y">
      {mutes.map(({ id, kind, organizationName, organizationId, reason, until, by }) => (
        <li key={id} className="flex items-start justify-between gap-3 py-3 first:pt-0 last:pb-0">
          <div className="grid min-w-0 gap-0.5 text-sm">
            <span className="[overflow-wrap:anywhere]">
              <span className="font-medium">{alertKindLabels[kind]}</span>
              {organizationId ? ` · ${organizationName ?? "deleted organization"}` : " · every organization"}
            </span>
            <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
              {reason} · {by ?? "a former admin"} · until {formatDateTime(until)}
            </span>
          </div>
          <ActionButton
            size="sm"
            variant="outline"
            action={() => unmuteAlerts({ muteId: id })}
            success="Alerts are back on"
          >
            Unmute<span className="sr-only"> {alertKindLabels[kind]}</span>
          </ActionButton>
        </li>
      ))}
    </ul>
  );
}

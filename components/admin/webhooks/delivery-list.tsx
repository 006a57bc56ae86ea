"use client";

import { relativeTime } from "@/components/shell/relative-time";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import { formatCount } from "@/lib/numbers";
import type { ListedDelivery } from "@/lib/webhooks";
import { ActionButton } from "../action-button";
import { formatDuration, formatTimeUntil } from "../format-duration";
import { JsonBox } from "../json-box";
import { resendDelivery } from "./actions";

const states: Readonly<Record<ListedDelivery["status"], { label: string; variant: BadgeVariant }>> = {
  delivered: { label: "Delivered", variant: "success" },
  waiting: { label: "Pending", variant: "info" },
  failed: { label: "Failed", variant: "destructive" },
};

export function DeliveryList({ deliveries, now }: { deliveries: readonly ListedDelivery[]; now: Date }) {
  if (deliveries.length === 0) {
    return (
      <p className="text-muted-foreground text-sm">
        No deliveries yet. Each attempt appears here with its response. Send a test to try an endpoint.
      </p>
    );
  }
  return (
    <ul className="divide-y">
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="grid gap-2 py-3.5 first:pt-0 last:pb-0">
          <div className="flex items-start justify-between gap-3">
            <div className="grid min-w-0 gap-0.5">
              <code className="truncate font-mono text-xs leading-5">{delivery.type}</code>
              <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">{summaryOf(delivery, now)}</span>
            </div>
            <Badge variant={states[delivery.status].variant} dot>
              {states[delivery.status].label}
            </Badge>
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <details className="min-w-0 flex-1 text-xs">
              <summary className="cursor-pointer text-muted-foreground">Payload and response</summary>
              <div className="mt-2 grid gap-2">
                <JsonBox label={`Payload: ${delivery.type}`} value={delivery.payload} />
                {delivery.responseBody && (
                  <JsonBox label={`Response: ${delivery.type}`} value={delivery.responseBody.slice(0, 1_000)} />
                )}
              </div>
            </details>
            {delivery.status !== "waiting" && (
              <ActionButton
                size="sm"
                variant="ghost"
                action={() => resendDelivery({ deliveryId: delivery.id })}
                success="Delivery queued again with the same ID"
              >
                Resend
              </ActionButton>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function summaryOf(delivery: ListedDelivery, now: Date): string {
  const { organizationName, endpointUrl, attempts, responseStatus, error, durationMs, createdAt, nextAttemptAt } =
    delivery;
  return [
    organizationName,
    `to ${new URL(endpointUrl).host}`,
    relativeTime(createdAt, now),
    responseStatus === null
      ? error
      : `HTTP ${responseStatus}${durationMs === null ? "" : ` in ${formatDuration(durationMs)}`}`,
    attempts > 1 ? formatCount(attempts, "attempt") : null,
    delivery.status === "waiting" && nextAttemptAt && attempts > 0
      ? `next attempt ${formatTimeUntil(nextAttemptAt, now)}`
      : null,
  ]
    .filter(Boolean)
    .join(" · ");
}

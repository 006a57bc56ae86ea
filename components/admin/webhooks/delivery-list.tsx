"use client";

import { relativeTime } from "@/components/shell/relative-time";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import type { ListedDelivery } from "@/lib/webhooks";
import { ActButton } from "../act-button";
import type { EndpointActions } from "../actions";
import { JsonBox } from "../json-box";
import { tookWords, untilWords } from "../words";

type DeliveryListProps = {
  deliveries: readonly ListedDelivery[];
  now: Date;
  resend: EndpointActions["resendDelivery"];
};

const states: Readonly<Record<ListedDelivery["status"], { label: string; variant: BadgeVariant }>> = {
  delivered: { label: "Delivered", variant: "success" },
  waiting: { label: "On its way", variant: "info" },
  failed: { label: "Given up", variant: "destructive" },
};

export function DeliveryList({ deliveries, now, resend }: DeliveryListProps) {
  if (deliveries.length === 0) {
    return <p className="text-muted-foreground text-sm">Nothing was sent yet. Send a test to try an endpoint.</p>;
  }
  return (
    <ul className="divide-y">
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="grid gap-2 py-3.5 first:pt-0 last:pb-0">
          <div className="flex items-start justify-between gap-3">
            <div className="grid min-w-0 gap-0.5">
              <code className="truncate font-mono text-xs leading-5">{delivery.type}</code>
              <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">{outcomeOf(delivery, now)}</span>
            </div>
            <Badge variant={states[delivery.status].variant} dot>
              {states[delivery.status].label}
            </Badge>
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <details className="min-w-0 flex-1 text-xs">
              <summary className="cursor-pointer text-muted-foreground">What was sent and answered</summary>
              <div className="mt-2 grid gap-2">
                <JsonBox label={`What was sent: ${delivery.type}`} value={delivery.payload} />
                {delivery.responseBody && (
                  <JsonBox label="What was answered" value={delivery.responseBody.slice(0, 1_000)} />
                )}
              </div>
            </details>
            {delivery.status !== "waiting" && (
              <ActButton
                size="sm"
                variant="ghost"
                act={() => resend({ deliveryId: delivery.id })}
                done="It is on its way again, under the same id."
              >
                Send again
              </ActButton>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function outcomeOf(delivery: ListedDelivery, now: Date): string {
  const { organizationName, endpointUrl, attempts, responseStatus, error, durationMs, createdAt, nextAttemptAt } =
    delivery;
  return [
    organizationName,
    `to ${new URL(endpointUrl).host}`,
    relativeTime(createdAt, now),
    responseStatus === null
      ? error
      : `answered ${responseStatus}${durationMs === null ? "" : ` in ${tookWords(durationMs)}`}`,
    attempts > 1 ? `${attempts} attempts` : null,
    delivery.status === "waiting" && nextAttemptAt && attempts > 0 ? `again ${untilWords(nextAttemptAt, now)}` : null,
  ]
    .filter(Boolean)
    .join(" · ");
}

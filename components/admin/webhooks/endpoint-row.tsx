"use client";

import { useState } from "react";
import { RevealSecret } from "@/components/keys/reveal-secret";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import type { ListedEndpoint } from "@/lib/webhooks";
import { changeEndpoint, deleteEndpoint, rotateSecret, sendTest } from "./actions";

export function EndpointRow({ endpoint, now }: { endpoint: ListedEndpoint; now: Date }) {
  const { url, description, events, format, createdAt, disabledAt, delivered, waiting, failed } = endpoint;
  return (
    <li className="grid gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex items-start justify-between gap-3">
        <div className="grid min-w-0 gap-1">
          <span className="font-medium text-sm [overflow-wrap:anywhere]">{description || new URL(url).host}</span>
          <code className="font-mono text-muted-foreground text-xs [overflow-wrap:anywhere]">{url}</code>
        </div>
        <Badge variant={disabledAt ? "secondary" : failed > 0 ? "warning" : "success"} dot>
          {disabledAt ? "Disabled" : failed > 0 ? "Failing" : "Active"}
        </Badge>
      </div>
      <p className="text-muted-foreground text-xs">
        {events.join(", ")} · {format === "slack" ? "chat message" : "signed JSON"} · added{" "}
        {relativeTime(createdAt, now)}
      </p>
      <p className="text-muted-foreground text-xs tabular-nums">
        Last 24 hours: {delivered} delivered, {waiting} pending, {failed} failed
      </p>
      <EndpointButtons endpoint={endpoint} />
    </li>
  );
}

function EndpointButtons({ endpoint: { id, url, disabledAt } }: { endpoint: ListedEndpoint }) {
  const host = new URL(url).host;
  const [secret, setSecret] = useState<string>();
  const test = useAction(sendTest, { done: () => void toast.success("Test queued") });
  const change = useAction(changeEndpoint);
  const rotate = useAction(rotateSecret, { done: (created) => setSecret(created.secret) });
  const remove = useAction(deleteEndpoint, { done: () => void toast.success(`${host} deleted`) });
  return (
    <div className="flex flex-wrap gap-2">
      {!disabledAt && (
        <Button size="sm" variant="outline" pending={test.pending} onClick={() => test.run({ endpointId: id })}>
          Send test
        </Button>
      )}
      <Button
        size="sm"
        variant="outline"
        pending={change.pending}
        onClick={() => change.run({ endpointId: id, enabled: disabledAt !== null })}
      >
        {disabledAt ? "Enable" : "Disable"}
      </Button>
      <ConfirmButton
        size="sm"
        variant="outline"
        pending={rotate.pending}
        title={`Rotate the secret of ${host}?`}
        description="Both secrets sign deliveries for 24 hours so you can switch over; then the old one stops working."
        confirm="Rotate secret"
        onConfirm={() => rotate.run({ endpointId: id })}
      >
        Rotate secret
      </ConfirmButton>
      <ConfirmButton
        size="sm"
        variant="ghost"
        pending={remove.pending}
        title={`Delete ${host}?`}
        description="It stops receiving events and its delivery log is deleted."
        confirm="Delete"
        onConfirm={() => remove.run({ endpointId: id })}
      >
        Delete<span className="sr-only"> {host}</span>
      </ConfirmButton>
      <RevealSecret signs value={secret} onClose={() => setSecret(undefined)} />
    </div>
  );
}

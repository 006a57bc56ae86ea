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
import type { EndpointActions } from "../actions";

type EndpointRowProps = { endpoint: ListedEndpoint; now: Date; actions: EndpointActions };

export function EndpointRow({ endpoint, now, actions }: EndpointRowProps) {
  const { url, description, events, format, createdAt, disabledAt, delivered, waiting, failed } = endpoint;
  return (
    <li className="grid gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex items-start justify-between gap-3">
        <div className="grid min-w-0 gap-1">
          <span className="font-medium text-sm [overflow-wrap:anywhere]">{description || new URL(url).host}</span>
          <code className="font-mono text-muted-foreground text-xs [overflow-wrap:anywhere]">{url}</code>
        </div>
        <Badge variant={disabledAt ? "secondary" : failed > 0 ? "warning" : "success"} dot>
          {disabledAt ? "Off" : failed > 0 ? "Failing" : "On"}
        </Badge>
      </div>
      <p className="text-muted-foreground text-xs">
        {events.join(", ")} · {format === "slack" ? "chat sentence" : "signed JSON"} · added{" "}
        {relativeTime(createdAt, now)}
      </p>
      <p className="text-muted-foreground text-xs tabular-nums">
        Last day: {delivered} delivered, {waiting} on their way, {failed} given up
      </p>
      <EndpointButtons endpoint={endpoint} actions={actions} />
    </li>
  );
}

function EndpointButtons({ endpoint: { id, url, disabledAt }, actions }: Omit<EndpointRowProps, "now">) {
  const [secret, setSecret] = useState<string>();
  const test = useAction(actions.sendTest, { done: () => void toast.success("The test is on its way.") });
  const change = useAction(actions.changeEndpoint);
  const rotate = useAction(actions.rotateSecret, { done: (made) => setSecret(made.secret) });
  const remove = useAction(actions.deleteEndpoint, { done: () => void toast.success("The endpoint is gone.") });
  const host = new URL(url).host;
  return (
    <div className="flex flex-wrap gap-2">
      {!disabledAt && (
        <Button size="sm" variant="outline" pending={test.pending} onClick={() => test.run({ endpointId: id })}>
          Send a test
        </Button>
      )}
      <Button
        size="sm"
        variant="outline"
        pending={change.pending}
        onClick={() => change.run({ endpointId: id, enabled: disabledAt !== null })}
      >
        {disabledAt ? "Switch on" : "Switch off"}
      </Button>
      <ConfirmButton
        size="sm"
        variant="outline"
        pending={rotate.pending}
        title={`A new secret for ${host}?`}
        description="For 24 hours both sign, for you to change it there. Then the old one is worth nothing."
        confirm="Make a new secret"
        onConfirm={() => rotate.run({ endpointId: id })}
      >
        New secret
      </ConfirmButton>
      <ConfirmButton
        size="sm"
        variant="ghost"
        pending={remove.pending}
        title={`Delete ${host}?`}
        description="It is told nothing any more, and the log of what was sent to it is gone."
        confirm="Delete"
        onConfirm={() => remove.run({ endpointId: id })}
      >
        Delete<span className="sr-only"> {host}</span>
      </ConfirmButton>
      <RevealSecret signs value={secret} onClose={() => setSecret(undefined)} />
    </div>
  );
}

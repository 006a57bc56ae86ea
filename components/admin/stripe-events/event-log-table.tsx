"use client";

import { RotateCcw } from "lucide-react";
import { useState } from "react";
import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { toast } from "@/components/ui/sonner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { LoggedEvent } from "@/lib/billing";
import { formatDuration } from "../format-duration";
import { replay } from "./actions";
import { replayResult } from "./replay-result";

/** A page of the event log. Selected events can be replayed. */
export function EventLogTable({ rows, now }: { rows: readonly LoggedEvent[]; now: Date }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { run, pending } = useAction(replay, {
    done: ({ customers }) => {
      setSelected(new Set());
      toast.success(replayResult(customers));
    },
  });
  const all = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  const select = (id: string, on: boolean) =>
    setSelected((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)));
  return (
    <div className="overflow-hidden rounded-lg border bg-card shadow-raised">
      <div className="flex min-h-13 flex-wrap items-center justify-between gap-3 border-b px-5 py-2">
        <p className="text-muted-foreground text-sm" aria-live="polite">
          {selected.size === 0
            ? "Select events to replay. We sync the affected customers again."
            : `${selected.size} selected`}
        </p>
        <Button
          size="sm"
          variant="outline"
          disabled={selected.size === 0}
          pending={pending}
          onClick={() => run({ eventIds: [...selected] })}
        >
          <RotateCcw aria-hidden />
          Replay
        </Button>
      </div>
      <Table label="Stripe events">
        <TableHeader>
          <TableRow>
            <TableHead className="w-8">
              <Checkbox
                aria-label="Select all events on this page"
                checked={all ? true : selected.size > 0 ? "indeterminate" : false}
                onCheckedChange={(on) => setSelected(new Set(on === true ? rows.map(({ id }) => id) : []))}
              />
            </TableHead>
            <TableHead>Event</TableHead>
            <TableHead className="max-md:hidden">Customer</TableHead>
            <TableHead className="max-sm:hidden">Status</TableHead>
            <TableHead numeric className="max-sm:hidden">
              Duration
            </TableHead>
            <TableHead numeric className="max-sm:hidden">
              Received
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((event) => (
            <EventRow key={event.id} event={event} now={now} selected={selected.has(event.id)} select={select} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

type EventRowProps = { event: LoggedEvent; now: Date; selected: boolean; select: (id: string, on: boolean) => void };

function EventRow({ event, now, selected, select }: EventRowProps) {
  const { id, title, type, customerId, organizationId, organizationName, receivedAt, handledAt } = event;
  return (
    <TableRow data-state={selected ? "selected" : undefined}>
      <TableCell>
        <Checkbox
          aria-label={`Select ${type} ${id}`}
          checked={selected}
          onCheckedChange={(on) => select(id, on === true)}
        />
      </TableCell>
      <TableCell className="max-w-72 max-sm:max-w-0 max-sm:w-full">
        <Link
          href={`/admin/stripe-events/${id}`}
          className="block font-medium underline-offset-4 [overflow-wrap:anywhere] hover:underline sm:truncate"
        >
          {title}
        </Link>
        <span className="block truncate font-mono text-muted-foreground text-xs">{type}</span>
        <span className="mt-1.5 flex flex-wrap items-center gap-1.5 text-muted-foreground text-xs sm:hidden">
          <EventState event={event} />
          {relativeTime(receivedAt, now)}
        </span>
      </TableCell>
      <TableCell className="max-w-52 max-md:hidden">
        {organizationId ? (
          <Link
            href={`/admin/organizations/${organizationId}`}
            className="block truncate underline-offset-4 hover:underline"
          >
            {organizationName}
          </Link>
        ) : (
          <span className="block truncate font-mono text-muted-foreground text-xs">{customerId ?? "–"}</span>
        )}
      </TableCell>
      <TableCell className="max-sm:hidden">
        <span className="flex flex-wrap gap-1.5">
          <EventState event={event} />
        </span>
      </TableCell>
      <TableCell numeric className="whitespace-nowrap tabular-nums max-sm:hidden">
        {handledAt && customerId ? formatDuration(handledAt.getTime() - receivedAt.getTime()) : "–"}
      </TableCell>
      <TableCell numeric className="whitespace-nowrap text-muted-foreground max-sm:hidden">
        {relativeTime(receivedAt, now)}
      </TableCell>
    </TableRow>
  );
}

function EventState({ event: { handledAt, source } }: { event: LoggedEvent }) {
  return (
    <>
      <Badge variant={handledAt ? "success" : "warning"} dot>
        {handledAt ? "Processed" : "Waiting"}
      </Badge>
      {source === "fetched" && <Badge variant="info">Fetched</Badge>}
    </>
  );
}

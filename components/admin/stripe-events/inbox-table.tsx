"use client";

import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { toast } from "@/components/ui/sonner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { LoggedEvent } from "@/lib/billing";
import type { InboxActions } from "../actions";
import { replayedWords, tookWords } from "../words";

type InboxTableProps = { rows: readonly LoggedEvent[]; now: Date; replay: InboxActions["replay"] };

/** A page of the inbox, of which some can be chosen and replayed. */
export function InboxTable({ rows, now, replay }: InboxTableProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { run, pending } = useAction(replay, {
    done: ({ customers }) => {
      setChosen(new Set());
      toast.success(replayedWords(customers));
    },
  });
  const all = rows.length > 0 && rows.every(({ id }) => chosen.has(id));
  const choose = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)));
  return (
    <div className="overflow-hidden rounded-lg border bg-card shadow-raised">
      <div className="flex min-h-13 flex-wrap items-center justify-between gap-3 border-b px-5 py-2">
        <p className="text-muted-foreground text-sm" aria-live="polite">
          {chosen.size === 0 ? "Choose events to replay them: their customers are read anew." : `${chosen.size} chosen`}
        </p>
        <Button
          size="sm"
          variant="outline"
          disabled={chosen.size === 0}
          pending={pending}
          onClick={() => run({ eventIds: [...chosen] })}
        >
          <RotateCcw aria-hidden />
          Replay
        </Button>
      </div>
      <Table label="Events of Stripe">
        <TableHeader>
          <TableRow>
            <TableHead className="w-8">
              <Checkbox
                aria-label="Choose all of this page"
                checked={all ? true : chosen.size > 0 ? "indeterminate" : false}
                onCheckedChange={(on) => setChosen(new Set(on === true ? rows.map(({ id }) => id) : []))}
              />
            </TableHead>
            <TableHead>Event</TableHead>
            <TableHead className="max-md:hidden">Customer</TableHead>
            <TableHead>State</TableHead>
            <TableHead numeric className="max-sm:hidden">
              Took
            </TableHead>
            <TableHead numeric className="max-sm:hidden">
              Received
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((event) => (
            <EventRow key={event.id} event={event} now={now} chosen={chosen.has(event.id)} choose={choose} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

type EventRowProps = { event: LoggedEvent; now: Date; chosen: boolean; choose: (id: string, on: boolean) => void };

function EventRow({ event, now, chosen, choose }: EventRowProps) {
  const { id, type, customerId, organizationId, organizationName, source, receivedAt, handledAt } = event;
  return (
    <TableRow data-state={chosen ? "selected" : undefined}>
      <TableCell>
        <Checkbox
          aria-label={`Choose ${type} ${id}`}
          checked={chosen}
          onCheckedChange={(on) => choose(id, on === true)}
        />
      </TableCell>
      <TableCell className="max-w-72 max-sm:max-w-40">
        <Link
          href={`/admin/stripe-events/${id}`}
          className="block truncate font-medium underline-offset-4 hover:underline"
        >
          {type}
        </Link>
        <span className="block truncate font-mono text-muted-foreground text-xs">{id}</span>
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
      <TableCell>
        <span className="flex flex-wrap gap-1.5">
          <Badge variant={handledAt ? "success" : "warning"} dot>
            {handledAt ? "Handled" : "Waiting"}
          </Badge>
          {source === "fetched" && <Badge variant="info">Fetched</Badge>}
        </span>
      </TableCell>
      <TableCell numeric className="whitespace-nowrap tabular-nums max-sm:hidden">
        {handledAt && customerId ? tookWords(handledAt.getTime() - receivedAt.getTime()) : "–"}
      </TableCell>
      <TableCell numeric className="whitespace-nowrap text-muted-foreground max-sm:hidden">
        {relativeTime(receivedAt, now)}
      </TableCell>
    </TableRow>
  );
}

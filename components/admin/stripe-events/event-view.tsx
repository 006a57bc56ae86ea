import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import type { LoggedEventFile } from "@/lib/billing";
import type { InboxActions } from "../actions";
import { Facts } from "../facts";
import { JsonBox } from "../json-box";
import { Panel } from "../panel";
import { dateTime, tookWords } from "../words";
import { ReplayEvent } from "./replay-event";

/** One event: what it is, what became of it, and what Stripe sent. */
export function EventView({ event, replay }: { event: LoggedEventFile; replay: InboxActions["replay"] }) {
  const { id, type, customerId, organizationId, organizationName, receivedAt, handledAt, createdAt } = event;
  return (
    <div className="grid gap-6">
      <PageHeader
        eyebrow={
          <Link
            href="/admin/stripe-events"
            className="inline-flex items-center gap-1 underline-offset-4 hover:underline"
          >
            <ArrowLeft className="size-3.5" aria-hidden />
            Webhooks
          </Link>
        }
        title={type}
        description={<code className="break-all font-mono text-xs">{id}</code>}
        actions={
          <>
            <Badge variant={handledAt ? "success" : "warning"} dot>
              {handledAt ? "Handled" : "Waiting"}
            </Badge>
            <ReplayEvent eventId={id} replay={replay} />
          </>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[2fr_3fr]">
        <Panel title="What became of it">
          <Facts
            facts={[
              [
                "Organization",
                organizationId && (
                  <Link href={`/admin/organizations/${organizationId}`} className="underline-offset-4 hover:underline">
                    {organizationName}
                  </Link>
                ),
              ],
              ["Customer", customerId && <code className="font-mono text-xs">{customerId}</code>],
              ["Happened at Stripe", dateTime(createdAt)],
              [event.source === "fetched" ? "Fetched by the reconciliation" : "Received", dateTime(receivedAt)],
              ["Handled", handledAt && dateTime(handledAt)],
              ["Took", handledAt && customerId ? tookWords(handledAt.getTime() - receivedAt.getTime()) : null],
              ["API version", event.apiVersion],
            ]}
          />
        </Panel>
        <Panel title="What Stripe sent">
          <JsonBox label="What Stripe sent" value={event.payload} />
        </Panel>
      </div>
    </div>
  );
}

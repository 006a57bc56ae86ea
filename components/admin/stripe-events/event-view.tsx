import { ArrowLeft } from "lucide-react";
import Link from "@/components/navigation/link";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import type { LoggedEventFile } from "@/lib/billing";
import { formatDateTime } from "@/lib/dates";
import { DescriptionList } from "../description-list";
import { formatDuration } from "../format-duration";
import { JsonBox } from "../json-box";
import { Panel } from "../panel";
import { ReplayEvent } from "./replay-event";

export function EventView({ event }: { event: LoggedEventFile }) {
  const { id, title, type, customerId, organizationId, organizationName, receivedAt, handledAt, createdAt } = event;
  return (
    <div className="grid gap-6">
      <PageHeader
        eyebrow={
          <Link
            href="/admin/stripe-events"
            className="inline-flex items-center gap-1 underline-offset-4 hover:underline"
          >
            <ArrowLeft className="size-3.5" aria-hidden />
            Stripe events
          </Link>
        }
        title={title}
        description={<code className="break-all font-mono text-xs">{id}</code>}
        actions={
          <>
            <Badge variant={handledAt ? "success" : "warning"} dot>
              {handledAt ? "Processed" : "Waiting"}
            </Badge>
            <ReplayEvent eventId={id} />
          </>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[2fr_3fr]">
        <Panel title="Processing">
          <DescriptionList
            items={[
              [
                "Organization",
                organizationId && (
                  <Link href={`/admin/organizations/${organizationId}`} className="underline-offset-4 hover:underline">
                    {organizationName}
                  </Link>
                ),
              ],
              ["Stripe customer", customerId && <code className="font-mono text-xs">{customerId}</code>],
              [
                "Type",
                <code key="type" className="font-mono text-xs">
                  {type}
                </code>,
              ],
              ["Created in Stripe", formatDateTime(createdAt)],
              [event.source === "fetched" ? "Fetched by reconciliation" : "Received", formatDateTime(receivedAt)],
              ["Processed", handledAt && formatDateTime(handledAt)],
              ["Duration", handledAt && customerId ? formatDuration(handledAt.getTime() - receivedAt.getTime()) : null],
              ["API version", event.apiVersion],
            ]}
          />
        </Panel>
        <Panel title="Payload">
          <JsonBox label="Payload" value={event.payload} />
        </Panel>
      </div>
    </div>
  );
}

import Link from "next/link";
import { PageHeader } from "@/components/ui/page-header";
import { formatDateTime } from "@/lib/dates";
import type { SupportRequest } from "@/lib/support";
import { topicLabels } from "@/lib/support/topics";
import { DescriptionList } from "../description-list";
import { Panel } from "../panel";
import { ReplyForm } from "./reply-form";
import { RequestButtons } from "./request-buttons";
import { StateBadge } from "./support-list";

/** A request with the answers to it, oldest first as in a conversation. */
export function SupportView({ request }: { request: SupportRequest }) {
  const { id, name, email, topic, message, state, createdAt, reference, answers, organizationId, organizationName } =
    request;
  return (
    <div className="grid gap-6">
      <PageHeader
        eyebrow={
          <Link href="/admin/support" className="hover:text-foreground">
            Support requests
          </Link>
        }
        title={name}
        actions={<RequestButtons requestId={id} state={state} />}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-4">
          <ol aria-label="Conversation" className="grid gap-4">
            <Entry author={name} at={createdAt} text={message} />
            {answers.map((answer) => (
              <Entry key={answer.id} author={answer.author} at={answer.createdAt} text={answer.text} ours />
            ))}
          </ol>
          {/* A sent reply needs a new field: it reads its default only once. */}
          <ReplyForm key={answers.length} requestId={id} email={email} />
        </div>
        <Panel title="Request">
          <DescriptionList
            items={[
              ["State", <StateBadge key="state" state={state} />],
              ["Topic", topicLabels[topic]],
              ["Email", email],
              [
                "Organization",
                organizationId && organizationName ? (
                  <Link
                    key="organization"
                    href={`/admin/organizations/${organizationId}`}
                    className="underline underline-offset-4"
                  >
                    {organizationName}
                  </Link>
                ) : undefined,
              ],
              ["Reference", reference],
              ["Sent", formatDateTime(createdAt)],
            ]}
          />
        </Panel>
      </div>
    </div>
  );
}

type EntryProps = { author: string; at: Date; text: string; ours?: boolean };

function Entry({ author, at, text, ours = false }: EntryProps) {
  return (
    <li
      className="grid gap-2 rounded-lg border bg-card px-5 py-4 shadow-raised data-[ours=true]:ml-6 data-[ours=true]:bg-muted/50 sm:data-[ours=true]:ml-12"
      data-ours={ours}
    >
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{author}</span>
        <time dateTime={at.toISOString()} className="text-muted-foreground text-xs">
          {formatDateTime(at)}
        </time>
      </p>
      <p dir="auto" className="whitespace-pre-wrap text-sm leading-relaxed [overflow-wrap:anywhere]">
        {text}
      </p>
    </li>
  );
}

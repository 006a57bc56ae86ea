"use client";

import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { SentEmail } from "@/lib/admin";
import { formatDateTime } from "@/lib/dates";
import { resendEmail } from "../actions";
import { emailName } from "./history-words";

type EmailTableProps = { organizationId: string; emails: readonly SentEmail[] };

const states = {
  sent: { label: "Sent", variant: "success" },
  waiting: { label: "Waiting", variant: "secondary" },
  failing: { label: "Not delivered", variant: "destructive" },
} as const;

/** Emails to the organization's people, with what became of each. */
export function EmailTable({ organizationId, emails }: EmailTableProps) {
  return (
    <Table label="Emails">
      <TableHeader>
        <TableRow>
          <TableHead>Email</TableHead>
          <TableHead>State</TableHead>
          <TableHead className="max-sm:hidden">Date</TableHead>
          <TableHead numeric>
            <span className="sr-only">Action</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {emails.map((email) => (
          <TableRow key={email.id}>
            <TableCell className="max-w-56">
              <span className="block truncate font-medium">{emailName(email.template)}</span>
              <span className="block truncate text-muted-foreground text-xs">{email.to}</span>
            </TableCell>
            <TableCell>
              <Badge variant={states[email.state].variant}>{states[email.state].label}</Badge>
              {email.state === "failing" && (
                <span className="mt-1 block max-w-56 text-muted-foreground text-xs [overflow-wrap:anywhere]">
                  {email.lastError}
                </span>
              )}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">
              {formatDateTime(email.sentAt ?? email.createdAt)}
            </TableCell>
            <TableCell numeric>
              {email.mayResend && email.state === "sent" && (
                <Resend organizationId={organizationId} emailId={email.id} name={emailName(email.template)} />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Resend({ organizationId, emailId, name }: { organizationId: string; emailId: string; name: string }) {
  const { run, pending } = useAction(() => resendEmail(organizationId, { emailId }), {
    done: ({ to }) => void toast.success(`Email sent again to ${to}`),
  });
  return (
    <Button variant="ghost" size="sm" pending={pending} onClick={() => run(undefined)}>
      Resend<span className="sr-only"> {name}</span>
    </Button>
  );
}

import { Headset, SearchX } from "lucide-react";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ActiveSupportSession, LoggedSupportSession, SupportSessionFilter } from "@/lib/auth";
import { formatDateTime } from "@/lib/dates";
import { Paging } from "../paging";
import { Panel } from "../panel";
import { AccessBadge } from "./access-badge";
import { ActiveSessions } from "./active-sessions";
import { SessionFilters } from "./session-filters";
import { actedText, endText, lengthText } from "./session-words";

type SupportSessionsViewProps = {
  filter: SupportSessionFilter;
  rows: readonly LoggedSupportSession[];
  next: string | undefined;
  active: readonly ActiveSupportSession[];
  wall: Date;
  adminEmail: string;
};

export function SupportSessionsView({ filter, rows, next, active, wall, adminEmail }: SupportSessionsViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Support sessions"
        description="When platform admins acted as a member of an organization, why, and what they did. Customers see the sessions in their organization on the settings page."
      />
      <Panel title="Active now">
        {active.length === 0 ? (
          <p className="text-muted-foreground text-sm">
            No one is in a support session. Start one from a member on an organization's page.
          </p>
        ) : (
          <ActiveSessions sessions={active} wall={wall} adminEmail={adminEmail} />
        )}
      </Panel>
      <SessionFilters filter={filter} />
      {rows.length === 0 ? <NoSessions filter={filter} /> : <SessionTable rows={rows} active={active} />}
      <Paging path="/admin/support-sessions" filter={filter} next={next} />
    </div>
  );
}

function SessionTable({ rows, active }: Pick<SupportSessionsViewProps, "rows" | "active">) {
  const activeIds = new Set(active.map(({ id }) => id));
  return (
    <div className="overflow-hidden rounded-lg border bg-card shadow-raised">
      <Table label="Support sessions">
        <TableHeader>
          <TableRow>
            <TableHead>Session</TableHead>
            <TableHead className="max-lg:hidden">Reason</TableHead>
            <TableHead className="max-sm:hidden">Access</TableHead>
            <TableHead className="max-md:hidden">Length</TableHead>
            <TableHead numeric>Done</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <SessionRow
              key={`${row.organizationId}:${row.seq}`}
              row={row}
              isActive={activeIds.has(row.session ?? "")}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function SessionRow({ row, isActive }: { row: LoggedSupportSession; isActive: boolean }) {
  const { organization, organizationId, admin, adminId, member, occurredAt, reason, readOnly, why } = row;
  return (
    <TableRow>
      <TableCell className="max-w-80 align-top">
        <Link
          href={`/admin/organizations/${organizationId}`}
          className="block truncate font-medium underline-offset-4 hover:underline"
        >
          {organization ?? "Deleted organization"}
        </Link>
        <span className="block text-muted-foreground text-xs [overflow-wrap:anywhere]">
          {admin ?? `Former admin ${adminId.slice(-6)}`} as {member ?? "a former member"}
        </span>
        <time dateTime={occurredAt.toISOString()} className="font-mono text-muted-foreground text-xs tabular-nums">
          {formatDateTime(occurredAt)}
        </time>
        <span className="block text-xs lg:hidden">{reason}</span>
      </TableCell>
      <TableCell className="max-w-72 text-pretty align-top max-lg:hidden [overflow-wrap:anywhere]">{reason}</TableCell>
      <TableCell className="align-top max-sm:hidden">
        <AccessBadge readOnly={readOnly} />
      </TableCell>
      <TableCell className="whitespace-nowrap align-top max-md:hidden">
        {lengthText(row)}
        <span className="block text-muted-foreground text-xs">{isActive ? "Active" : (endText(why) ?? "Ending")}</span>
      </TableCell>
      <TableCell numeric className="whitespace-nowrap align-top">
        <Link href={logPath(row)} className="underline-offset-4 hover:underline">
          {actedText(row) ?? "Nothing"}
        </Link>
      </TableCell>
    </TableRow>
  );
}

/** What was done, in the audit log: on the session's days, by this admin, in this organization. */
function logPath({ organizationId, adminId, occurredAt, endedAt }: LoggedSupportSession): string {
  const query = new URLSearchParams({
    organization: organizationId,
    actor: adminId,
    from: occurredAt.toISOString().slice(0, 10),
    ...(endedAt ? { to: endedAt.toISOString().slice(0, 10) } : {}),
  });
  return `/admin/audit-log?${query}`;
}

function NoSessions({ filter }: { filter: SupportSessionFilter }) {
  if (Object.values(filter).every((value) => value === undefined)) {
    return (
      <EmptyState
        icon={Headset}
        title="No support sessions yet"
        description="To see what a customer sees, open the organization and choose Sign in as… next to a member."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No support sessions match these filters"
      description="Try another organization or platform admin."
      action={
        <Button asChild variant="outline">
          <Link href="/admin/support-sessions">Show all</Link>
        </Button>
      }
    />
  );
}

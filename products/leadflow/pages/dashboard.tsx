import { ArrowUpRight, Inbox } from "lucide-react";
import Link from "@/components/navigation/link";
import type { DashboardParts } from "@/components/products/types";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Member } from "@/lib/tenancy";
import { valueReport } from "@/products/leadflow/domain";
import { LeadsChart } from "./value/leads-chart";
import { ValueStats } from "./value/value-stats";

/** What the mailbox brought, or how to connect it. */
export async function dashboard(member: Member): Promise<DashboardParts> {
  const report = await valueReport(member);
  if (report.value.periods.length === 0) return { main: <NotConnected /> };
  return {
    actions: (
      <Button asChild variant="outline">
        <Link href="/value">
          View value report
          <ArrowUpRight aria-hidden />
        </Link>
      </Button>
    ),
    main: (
      <>
        <ValueStats {...report} />
        <LeadsChart periods={report.value.periods} />
      </>
    ),
  };
}

export function NotConnected() {
  return (
    <EmptyState
      icon={Inbox}
      title="No activity yet"
      description="Start the program. Your emails, drafts and leads show up here within a minute."
      action={
        <Button asChild variant="outline">
          <Link href="/connect">Connect your mailbox</Link>
        </Button>
      }
    />
  );
}

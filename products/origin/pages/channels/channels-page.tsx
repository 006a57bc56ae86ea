import { ChartColumn } from "lucide-react";
import type { Metadata } from "next";
import { Suspended } from "@/components/shell/suspended";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { whenReadable } from "@/lib/entitlements";
import { memberPage } from "@/lib/tenancy";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage() {
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({ organization: member.organization.name })),
  );
  if (!view) return <Suspended />;
  return (
    <div className="grid gap-6">
      <PageHeader title="Channels" description={view.organization} />
      <EmptyState
        icon={ChartColumn}
        title="No conversions yet"
        description="Import a CSV file or send conversions with the API, and each channel’s return appears here."
      />
    </div>
  );
}

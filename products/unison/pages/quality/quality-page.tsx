import { ClipboardCheck } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { FeatureGate } from "@/components/entitlements/feature-gate";
import Link from "@/components/navigation/link";
import { Suspended } from "@/components/shell/suspended";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkGroup } from "@/components/ui/link-group";
import { PageHeader } from "@/components/ui/page-header";
import { Stat, StatGrid } from "@/components/ui/stat";
import { catalog } from "@/lib/catalog";
import { addDays } from "@/lib/durations";
import { offerOf, whenReadable } from "@/lib/entitlements";
import { formatMoney } from "@/lib/money";
import { memberPage } from "@/lib/tenancy";
import { listReports, qualityFigures } from "@/products/unison/domain";
import { permissionsOf } from "../permissions";
import { ReportList } from "./report-list";

export const metadata: Metadata = { title: "Quality" };

const period = 90;
const filterSchema = z.object({
  status: z.enum(["open", "closed"]).nullish().catch(null),
  after: z.uuid().nullish().catch(null),
});

/** All non-conformances. */
export default async function QualityPage({ searchParams }: PageProps<"/quality">) {
  const filter = filterSchema.parse(await searchParams);
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({
      page: await listReports(member, filter),
      figures: await qualityFigures(member, addDays(member.now, -period)),
      offer: await offerOf(member, "quality_management"),
      may: permissionsOf(member.role),
      now: member.now,
    })),
  );
  if (!view) return <Suspended />;
  const { page, figures, offer, may, now } = view;
  const isUnused = page.rows.length === 0 && !filter.status && !filter.after;
  return (
    <div className="grid gap-6">
      <PageHeader title="Quality" description="Non-conformances, their dispositions and what they cost." />
      <FeatureGate offer={isUnused ? offer : null}>
        <StatGrid className="grid-cols-2 *:p-4 md:grid-cols-4">
          <Stat label="Open" value={figures.open} hint={figures.open === 1 ? "report" : "reports"} />
          <Stat label="Critical" value={figures.critical} hint="still open" />
          <Stat label="Reported" value={figures.reported} hint={`in the last ${period} days`} />
          <Stat
            label="Cost of quality"
            value={formatMoney({ amount: figures.cost, currency: catalog.currency })}
            hint={`closed in the last ${period} days`}
          />
        </StatGrid>
        <LinkGroup
          label="Status"
          options={[
            { key: null, label: "All" },
            { key: "open", label: "Open" },
            { key: "closed", label: "Closed" },
          ]}
          current={filter.status ?? null}
          href={(status) => (status ? `/quality?status=${status}` : "/quality")}
        />
        {page.rows.length === 0 ? (
          <EmptyState
            icon={ClipboardCheck}
            title="No non-conformances"
            description="Report one from its work order's page."
          />
        ) : (
          <Card>
            <CardContent>
              <ReportList reports={page.rows} now={now} mayDecide={may.orders && !offer} showsOrder />
            </CardContent>
          </Card>
        )}
        {page.next && (
          <Button asChild variant="outline" className="justify-self-center">
            <Link
              href={`/quality?${new URLSearchParams({ ...(filter.status ? { status: filter.status } : {}), after: page.next })}`}
            >
              Older reports
            </Link>
          </Button>
        )}
      </FeatureGate>
    </div>
  );
}

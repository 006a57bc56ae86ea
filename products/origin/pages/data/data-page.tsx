import type { Metadata } from "next";
import Link from "@/components/navigation/link";
import { Suspended } from "@/components/shell/suspended";
import { Writes } from "@/components/shell/writes";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Stat, StatGrid } from "@/components/ui/stat";
import { whenReadable } from "@/lib/entitlements";
import { formatNumber } from "@/lib/numbers";
import { memberPage } from "@/lib/tenancy";
import { dataCounts, listImports, settingsOf } from "@/products/origin/domain";
import { importFields } from "../../domain/import/rows";
import { dayIn } from "../../domain/import/time-zone";
import { FollowWork } from "../follow-work";
import { isAnalyst, isManager } from "../permissions";
import { EraseVisitor } from "./erase-visitor";
import { ImportFile } from "./import-file";
import { ImportList } from "./import-list";
import { SettingsForm } from "./settings-form";
import { SpendForm } from "./spend-form";

export const metadata: Metadata = { title: "Data" };

export default async function DataPage({ searchParams }: { searchParams: Promise<{ kind?: string | string[] }> }) {
  const asked = (await searchParams).kind;
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => {
      const settings = await settingsOf(member);
      return {
        settings,
        counts: await dataCounts(member),
        imports: await listImports(member),
        today: dayIn(member.now, settings.timeZone),
        writes: isAnalyst(member.role),
        manages: isManager(member.role),
        organization: member.organizationId,
      };
    }),
  );
  if (!view) return <Suspended />;
  const { counts, imports, settings } = view;
  const working = imports.some(({ status }) => status === "waiting" || status === "running");
  return (
    <div className="grid gap-6">
      <PageHeader title="Data" description="Touchpoints, conversions and what your channels cost." />
      <FollowWork working={working} />
      <StatGrid>
        <Stat label="Touchpoints" value={formatNumber(counts.touchpoints)} />
        <Stat label="Conversions" value={formatNumber(counts.conversions)} />
        <Stat label="Days of channel spend" value={formatNumber(counts.spend)} />
      </StatGrid>
      {view.writes && (
        <Card>
          <CardHeader>
            <CardTitle>Import a CSV file</CardTitle>
            <CardDescription>
              Times without an offset are read in {settings.timeZone.replaceAll("_", " ")}. Importing a file again adds
              nothing twice. Or send events from your servers with the{" "}
              <Link href="/docs/api" className="underline underline-offset-4">
                API
              </Link>
              .
            </CardDescription>
          </CardHeader>
          <CardContent>
            <Writes explain>
              <ImportFile fields={importFields} initialKind={asked === "spend" ? "spend" : "touchpoints"} />
            </Writes>
          </CardContent>
        </Card>
      )}
      {imports.length > 0 && <ImportList imports={imports} organization={view.organization} />}
      <div className="grid items-start gap-6 md:grid-cols-2">
        {view.writes && (
          <Card>
            <CardHeader>
              <CardTitle>Spend</CardTitle>
              <CardDescription>Replaces what these days had. Several days share the amount evenly.</CardDescription>
            </CardHeader>
            <CardContent>
              <Writes explain>
                <SpendForm currency={settings.currency} today={view.today} />
              </Writes>
            </CardContent>
          </Card>
        )}
        {view.manages && (
          <Card>
            <CardHeader>
              <CardTitle>Currency and time zone</CardTitle>
              <CardDescription>Amounts aren’t converted, so the currency stays once there is data.</CardDescription>
            </CardHeader>
            <CardContent>
              <Writes explain>
                <SettingsForm {...settings} timeZones={["UTC", ...Intl.supportedValuesOf("timeZone")]} />
              </Writes>
            </CardContent>
          </Card>
        )}
        {view.manages && (
          <Card>
            <CardHeader>
              <CardTitle>Delete a visitor’s data</CardTitle>
              <CardDescription>For a privacy request. Stop sending events about the visitor first.</CardDescription>
            </CardHeader>
            <CardContent>
              <Writes>
                <EraseVisitor />
              </Writes>
            </CardContent>
          </Card>
        )}
      </div>
    </div>
  );
}

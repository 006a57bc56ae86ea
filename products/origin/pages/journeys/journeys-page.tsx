import type { Metadata } from "next";
import { Suspended } from "@/components/shell/suspended";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { whenReadable } from "@/lib/entitlements";
import { formatMoney } from "@/lib/money";
import { formatCount, formatNumber } from "@/lib/numbers";
import { memberPage } from "@/lib/tenancy";
import { doneRun, hasConversions, pathsOf, type RunPath, settingsOf } from "@/products/origin/domain";
import { channelName } from "../../domain/data/names";
import { NoResults } from "../no-data";
import { rangeOf } from "../run-words";
import { FlowChart } from "./flow-chart";

export const metadata: Metadata = { title: "Journeys" };

const listed = 25;

export default async function JourneysPage() {
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => {
      const run = await doneRun(member);
      return {
        run,
        paths: run ? await pathsOf(member, run.id) : [],
        hasData: await hasConversions(member),
        settings: await settingsOf(member),
      };
    }),
  );
  if (!view) return <Suspended />;
  const { run, paths, settings } = view;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Journeys"
        description={run ? `The paths of your latest run, ${rangeOf(run)}.` : "The paths your customers take."}
      />
      {run && paths.length > 0 ? (
        <>
          <Card>
            <CardHeader>
              <CardTitle>Last steps before a conversion</CardTitle>
              <CardDescription>
                The {formatNumber(paths.length)} most frequent paths. Repeated visits by the same channel are one step.
              </CardDescription>
            </CardHeader>
            <CardContent>
              <FlowChart paths={paths} />
            </CardContent>
          </Card>
          <PathTable paths={paths.slice(0, listed)} currency={settings.currency} />
        </>
      ) : (
        <NoResults hasData={view.hasData} />
      )}
    </div>
  );
}

function PathTable({ paths, currency }: { paths: readonly RunPath[]; currency: string }) {
  return (
    <Card className="overflow-hidden py-0">
      <Table label="Paths">
        <TableHeader>
          <TableRow>
            <TableHead>Path</TableHead>
            <TableHead numeric className="max-sm:hidden">
              Conversions
            </TableHead>
            <TableHead numeric className="max-sm:hidden">
              No conversion
            </TableHead>
            <TableHead numeric>Revenue</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {paths.map(({ channels, conversions, lost, value }) => (
            <TableRow key={channels.join(">")}>
              <TableCell className="min-w-40 whitespace-normal">
                {channels.map(channelName).join(" → ")}
                <span className="block text-muted-foreground text-xs sm:hidden">
                  {formatCount(conversions, "conversion")}
                </span>
              </TableCell>
              <TableCell numeric className="max-sm:hidden">
                {formatNumber(conversions)}
              </TableCell>
              <TableCell numeric className="max-sm:hidden">
                {formatNumber(lost)}
              </TableCell>
              <TableCell numeric>{formatMoney({ amount: value, currency })}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

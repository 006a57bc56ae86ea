import type { Metadata } from "next";
import { FeatureGate } from "@/components/entitlements/feature-gate";
import Link from "@/components/navigation/link";
import { Suspended } from "@/components/shell/suspended";
import { Writes } from "@/components/shell/writes";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { entitlementsOf, offerOf, whenReadable } from "@/lib/entitlements";
import { memberPage } from "@/lib/tenancy";
import {
  conversionTypes,
  doneRun,
  hasConversions,
  listRuns,
  modelsInUse,
  resultsOf,
  settingsOf,
} from "@/products/origin/domain";
import { dayIn, shiftDay } from "../../domain/import/time-zone";
import { lookBackLimit, modelNames, modelWords } from "../../domain/runs/models";
import { FollowWork } from "../follow-work";
import { NoResults } from "../no-data";
import { isAnalyst } from "../permissions";
import { ComparisonTable } from "./comparison-table";
import { ModelsInUse } from "./models-in-use";
import { NewRun } from "./new-run";
import { RunList } from "./run-list";

export const metadata: Metadata = { title: "Runs" };

const mostCompared = 4;

export default async function RunsPage({ searchParams }: { searchParams: Promise<{ compare?: string | string[] }> }) {
  const compare = [(await searchParams).compare ?? []].flat().filter((id) => /^[0-9a-f-]{36}$/.test(id));
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => {
      const { features, limits } = await entitlementsOf(member);
      const found = await Promise.all(compare.slice(0, mostCompared).map((id) => doneRun(member, id)));
      const compared = found.flatMap((run) => run ?? []);
      const settings = await settingsOf(member);
      return {
        runs: await listRuns(member),
        used: await modelsInUse(member),
        limit: limits.models?.limit ?? 0,
        models: modelNames.map((model) => ({ model, ...modelWords[model], included: features.includes(model) })),
        lookBack: lookBackLimit(features),
        types: await conversionTypes(member),
        hasData: await hasConversions(member),
        today: dayIn(member.now, settings.timeZone),
        settings,
        compared,
        results: await resultsOf(member, compared),
        comparison: await offerOf(member, "model_comparison"),
        mayRun: isAnalyst(member.role),
      };
    }),
  );
  if (!view) return <Suspended />;
  const { runs, compared } = view;
  const working = runs.some(({ status }) => status === "waiting" || status === "running");
  return (
    <div className="grid gap-6">
      <PageHeader title="Runs" description="Each run replays your journeys through a model. Results are kept." />
      <FollowWork working={working} />
      {!view.hasData && runs.length === 0 ? (
        <NoResults hasData={false} />
      ) : (
        <>
          {view.mayRun && (
            <Card>
              <CardHeader>
                <CardTitle>New run</CardTitle>
                <CardDescription>Counts as one attribution run. Opening its result again doesn’t.</CardDescription>
              </CardHeader>
              <CardContent>
                <Writes explain>
                  <NewRun
                    models={view.models}
                    used={view.used}
                    lookBack={view.lookBack}
                    types={view.types}
                    initial={{ fromDay: shiftDay(view.today, -29), toDay: view.today }}
                  />
                </Writes>
              </CardContent>
            </Card>
          )}
          <Writes>
            <ModelsInUse used={view.used} limit={view.limit} mayRemove={view.mayRun} />
          </Writes>
          {compared.length > 1 && (
            <section aria-labelledby="comparison" className="grid gap-3">
              <div className="flex items-center gap-3">
                <h2 id="comparison" className="font-semibold">
                  Comparison
                </h2>
                <Badge>{compared.length} runs</Badge>
                <Link href="/runs" className="ml-auto text-muted-foreground text-sm hover:underline">
                  Close
                </Link>
              </div>
              <FeatureGate offer={view.comparison}>
                <ComparisonTable runs={compared} results={view.results} currency={view.settings.currency} />
              </FeatureGate>
            </section>
          )}
          {runs.length > 0 && <RunList runs={runs} compared={compare} currency={view.settings.currency} />}
        </>
      )}
    </div>
  );
}

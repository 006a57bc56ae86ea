import type { Metadata } from "next";
import { FollowReconciliation } from "@/components/admin/reconciliation/follow-reconciliation";
import { ReconciliationView } from "@/components/admin/reconciliation/reconciliation-view";
import { adminPage } from "@/lib/admin";
import {
  countGenerated,
  countOpenMismatches,
  describeRuns,
  listedRuns,
  listMismatches,
  mismatchFilterSchema,
  recentReconciliations,
} from "@/lib/reconciliation";

export const metadata: Metadata = { title: "Reconciliation" };

/** About a month of nights. */
const runsInStrip = 30;

export default async function ReconciliationPage({ searchParams }: PageProps<"/admin/reconciliation">) {
  const filter = mismatchFilterSchema.parse(await searchParams);
  const { recent, ...page } = await adminPage(async (admin) => ({
    recent: await recentReconciliations(admin, runsInStrip),
    mismatches: await listMismatches(admin, filter),
    generated: await countGenerated(admin),
    open: await countOpenMismatches(admin),
    now: admin.now,
  }));
  const runs = recent.slice(0, listedRuns);
  return (
    <>
      <FollowReconciliation rendered={describeRuns(page.open, runs)} />
      <ReconciliationView filter={filter} runs={runs} recent={recent} {...page} />
    </>
  );
}

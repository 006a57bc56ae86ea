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

export default async function ReconciliationPage({ searchParams }: PageProps<"/admin/reconciliation">) {
  const filter = mismatchFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    runs: await recentReconciliations(admin, listedRuns),
    mismatches: await listMismatches(admin, filter),
    generated: await countGenerated(admin),
    open: await countOpenMismatches(admin),
    now: admin.now,
  }));
  return (
    <>
      <FollowReconciliation rendered={describeRuns(page.open, page.runs)} />
      <ReconciliationView filter={filter} {...page} />
    </>
  );
}

import type { Metadata } from "next";
import { ExportsView } from "@/components/admin/exports/exports-view";
import { FollowJobs } from "@/components/admin/jobs/follow-jobs";
import { adminPage } from "@/lib/admin";
import { nightlyFacts } from "@/lib/export";
import { describeQueues } from "@/lib/jobs";

export const metadata: Metadata = { title: "Exports" };

export default async function ExportsPage() {
  const facts = await adminPage(nightlyFacts);
  return (
    <>
      <FollowJobs rendered={describeQueues(facts.alive, facts.queues)} />
      <ExportsView facts={facts} />
    </>
  );
}

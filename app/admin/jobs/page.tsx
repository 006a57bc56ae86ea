import type { Metadata } from "next";
import { FollowJobs } from "@/components/admin/jobs/follow-jobs";
import { JobsView } from "@/components/admin/jobs/jobs-view";
import { replicaText } from "@/components/admin/replica-text";
import { adminPage } from "@/lib/admin";
import { describeQueues, failedJobs, queueFilterSchema, queueStates, recentRuns, workerIsAlive } from "@/lib/jobs";
import { currentReplicaState } from "@/lib/replica";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage({ searchParams }: PageProps<"/admin/jobs">) {
  const { queue } = queueFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    queues: await queueStates(admin),
    failed: await failedJobs(admin, 20),
    runs: await recentRuns(admin, { queue, limit: 20 }),
    alive: await workerIsAlive(admin),
    now: admin.now,
  }));
  const replica = replicaText(await currentReplicaState());
  return (
    <>
      <FollowJobs rendered={describeQueues(page.alive, page.queues)} />
      <JobsView queue={queue} replica={replica} {...page} />
    </>
  );
}

import { operations, otherMethods, serve } from "@/lib/api";
import { describeQueues, queueStates, workerIsAlive } from "@/lib/jobs";

export const GET = serve(operations.listJobs, async ({ admin }) =>
  describeQueues(await workerIsAlive(admin), await queueStates(admin)),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");

export { drainQueues } from "./drain-queues";
export { hasRecovered } from "./has-recovered";
export { queueFilterSchema, retryJobSchema, runNowSchema } from "./input";
export { installQueues } from "./install-queues";
export {
  describeQueues,
  type FailedJob,
  failedJobs,
  type JobRun,
  type QueueState,
  queueStates,
  recentRuns,
} from "./queries";
export { type JobName, queues } from "./queues";
export { retryJob } from "./retry-job";
export { runNow } from "./run-now";
export { type FailureListener, type JobHandlers, runWorker, type ServedHandlers } from "./run-worker";
export { sendJob, sendJobs } from "./send-job";
export { sweepRuns } from "./sweep-runs";
export { workerIsAlive } from "./worker-is-alive";

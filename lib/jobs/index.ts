export { queueFilterSchema, retryJobSchema, runNowSchema } from "./input";
export { installQueues } from "./install-queues";
export { type FailedJob, failedJobs, type JobRun, type QueueState, queueStates, recentRuns } from "./queries";
export { retryJob } from "./retry-job";
export { runNow } from "./run-now";
export { type JobHandlers, runWorker } from "./run-worker";
export { sendJob } from "./send-job";
export { sweepRuns } from "./sweep-runs";
export { workerIsAlive } from "./worker-is-alive";

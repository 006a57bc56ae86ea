export { installQueues } from "./install-queues";
export { type JobHandlers, runWorker } from "./run-worker";
export { sendJob } from "./send-job";
export { workerIsAlive } from "./worker-is-alive";

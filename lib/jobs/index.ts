export { bossConnection, bossSchema } from "./boss";
export { installQueues } from "./install-queues";
export { type JobInput, type JobName, jobInputs, queues } from "./queues";
export { type JobHandlers, runWorker, type Worker } from "./run-worker";
export { sendJob } from "./send-job";
export { workerIsAlive } from "./worker-is-alive";

export { bossConnection, bossSchema } from "./boss";
export { installQueues } from "./install-queues";
export { type JobInput, type JobName, jobInputs, queues } from "./queues";
export { sendJob } from "./send-job";

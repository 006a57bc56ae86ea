// Sending (`send-email.ts`) is the worker's alone: from here it would put the mail library into every page's bundle.
export { enqueueEmail } from "./enqueue-email";

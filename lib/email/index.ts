// Sending (`send-email.ts`) is the worker's alone: from here it would put the mail library into every page's bundle.
export { emailPreferenceSchema } from "./categories";
export { enqueueEmail } from "./enqueue-email";
export { type EmailPreference, emailPreferences } from "./queries";
export { setPreference } from "./set-preference";
export type { EmailTemplate, TemplateProps } from "./templates";
export { describeUnsubscription, unsubscribe, unsubscribeTokenSchema } from "./unsubscribe";

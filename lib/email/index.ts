// `send-email.ts` isn't exported: only the worker sends, and the mail library would end up in every page's bundle.
export { emailPreferenceSchema } from "./categories";
export { storedDedupeKeySql } from "./dedupe-key";
export { enqueueEmail } from "./enqueue-email";
export { type EmailPreference, emailPreferences } from "./queries";
export { resendEmail } from "./resend-email";
export { setPreference } from "./set-preference";
export { type EmailTemplate, holdsSignInLink, type TemplateProps } from "./templates";
export { describeUnsubscription, unsubscribe, unsubscribeTokenSchema } from "./unsubscribe";

export { type EmailInput, enqueueEmail } from "./enqueue-email";
export type { EmailTemplate, TemplateProps } from "./templates";

export { changeProfile } from "./change-profile";
export { describeOrganization } from "./describe-organization";
export { finishOnboarding } from "./finish-onboarding";
export { finishSchema, isAnswered, type OrganizationAnswers, organizationSchema, profileSchema } from "./profile";
export { hasColleagues, organizationProfile } from "./queries";

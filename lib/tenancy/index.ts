export { asMember, type Member, type MemberOptions } from "./access/as-member";
export { asPayer } from "./access/as-payer";
export { inTurn } from "./access/in-turn";
export { memberPage } from "./access/member-page";
export { type NamedOrganization, organizationNamedBy } from "./access/named-organization";
export { organizationsOf, ownOrganizations } from "./access/own-organizations";
export { pathHeader } from "./access/path-header";
export { preferOrganization } from "./access/prefer-organization";
export { whyTwoFactorRequired } from "./access/why-two-factor-required";
export { usedTrialDomain } from "./claim-trial-domain";
export { companyDomainOf } from "./company-domain";
export {
  changeRoleSchema,
  deleteSchema,
  invitationIdSchema,
  inviteSchema,
  memberIdSchema,
  renameSchema,
  twoFactorRequirementSchema,
} from "./input";
export { acceptInvitation } from "./invitations/accept-invitation";
export { type FoundInvitation, findInvitation } from "./invitations/find-invitation";
export { explainState } from "./invitations/invitation";
export { inviteMember } from "./invitations/invite-member";
export { joinByInvitation } from "./invitations/join-by-invitation";
export { joinWithProvider } from "./invitations/join-with-provider";
export { openInvitationTo, type PendingInvitation, pendingInvitations } from "./invitations/pending-invitations";
export { resendInvitation } from "./invitations/resend-invitation";
export { revokeInvitation } from "./invitations/revoke-invitation";
export { changeRole } from "./members/change-role";
export { confirmOwnership } from "./members/confirm-ownership";
export { deleteAccount } from "./members/delete-account";
export { forgetDeleted } from "./members/directory-link";
export { joinBySingleSignOn } from "./members/join-by-single-sign-on";
export { removeMember } from "./members/remove-member";
export { grantableRoles, type Role, roleDescriptions, teamManagers, usageExporters } from "./members/roles";
export { settleSeats } from "./members/settle-seats";
export { type TeamMember, teamMembers } from "./members/team-members";
export { closeOrganization } from "./organizations/close-organization";
export { deleteOrganization } from "./organizations/delete-organization";
export { renameOrganization } from "./organizations/rename-organization";
export { requireTwoFactor } from "./organizations/require-two-factor";
export { startOrganization } from "./organizations/start-organization";
export { type TeamFacts, teamFacts } from "./page";
export { chooseNewPassword } from "./sign-up/choose-new-password";
export { confirmEmail } from "./sign-up/confirm-email";
export { createSignUpLink } from "./sign-up/create-sign-up-link";
export { remindToVerify } from "./sign-up/remind-to-verify";
export { signUp } from "./sign-up/sign-up";
export { signUpWithProvider } from "./sign-up/sign-up-with-provider";
export { chosenCurrency, chosenInterval, trialOffer } from "./trial";

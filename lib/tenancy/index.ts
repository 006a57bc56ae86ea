export { acceptInvitation } from "./accept-invitation";
export { asMember, type Member, type MemberOptions } from "./as-member";
export { asPayer } from "./as-payer";
export { changeRole } from "./change-role";
export { chooseNewPassword } from "./choose-new-password";
export { closeOrganization } from "./close-organization";
export { confirmEmail } from "./confirm-email";
export { type FoundInvitation, findInvitation } from "./find-invitation";
export {
  changeRoleSchema,
  deleteSchema,
  invitationIdSchema,
  inviteSchema,
  memberIdSchema,
  renameSchema,
} from "./input";
export { explainState } from "./invitation";
export { inviteMember } from "./invite-member";
export { joinByInvitation } from "./join-by-invitation";
export { measureSeats } from "./measure-seats";
export { memberPage, pathHeader } from "./member-page";
export { preferOrganization } from "./prefer-organization";
export {
  organizationsOf,
  ownOrganizations,
  type TeamFacts,
  type TeamMember,
  teamFacts,
  teamMembers,
  type WaitingInvitation,
  waitingInvitations,
} from "./queries";
export { removeMember } from "./remove-member";
export { renameOrganization } from "./rename-organization";
export { resendInvitation } from "./resend-invitation";
export { revokeInvitation } from "./revoke-invitation";
export { grantableRoles, type Role, roleDescriptions, teamManagers } from "./roles";
export { signUp } from "./sign-up";
export { startOrganization } from "./start-organization";
export { trialOffer } from "./trial";

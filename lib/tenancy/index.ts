export { asMember, type Member, type MemberOptions } from "./as-member";
export { type MemberPageOptions, memberPage } from "./member-page";
export { grantableRoles, type Role, roleDescriptions, roleSchema, teamManagers } from "./roles";

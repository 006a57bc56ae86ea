/** The invitation token in a path. Undefined if the path isn't an invitation's page. */
export const invitationIn = (path: string): string | undefined => path.match(/^\/invite\/([\w-]{20,100})$/)?.[1];

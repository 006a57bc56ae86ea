/** The token of the invitation whose page a path is. */
export const invitationIn = (path: string): string | undefined => path.match(/^\/invite\/([\w-]{20,100})$/)?.[1];

/** Without this file, Next.js would use the one in the repository root. */
export function register() {}

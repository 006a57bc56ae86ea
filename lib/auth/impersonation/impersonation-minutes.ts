/** How long one support session may last, in minutes. */
export const impersonationMinutes = { min: 5, max: 240 } as const;

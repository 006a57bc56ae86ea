/** For someone whose company has had its free trial, before they sign up. */
export const trialUsedWords = (domain: string): string =>
  `Someone at ${domain} has already used your company's free trial. You can create an account and choose a plan right away, or ask your coworkers to invite you.`;

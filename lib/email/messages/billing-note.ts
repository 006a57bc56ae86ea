/** Why a billing email was sent. */
export const billingNote = (organization: string): string =>
  `You're receiving this because you manage billing for ${organization}.`;

/** Why a billing e-mail came. */
export const forBilling = (organization: string): string =>
  `You receive this because you look after billing for ${organization}.`;

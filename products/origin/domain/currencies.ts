/** The currencies that reports can be in, most used first. */
export const currencies = ["usd", "eur", "gbp", "cad", "aud", "chf", "sek", "nok", "dkk", "jpy"] as const;

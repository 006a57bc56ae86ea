const places = 12;
const one = 10n ** BigInt(places);

/** Parses a decimal string with up to 12 places, as Stripe sends them, into integers of 10⁻¹². Exact. */
export function parseDecimal(text: string): bigint {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole) * one + BigInt(fraction.padEnd(places, "0").slice(0, places));
  return text.startsWith("-") ? -value : value;
}

/** `quantity` times a decimal unit price in minor units, rounded half away from zero. */
export function times(unitAmount: string, quantity: number): number {
  return roundToUnit(parseDecimal(unitAmount) * BigInt(quantity));
}

export function roundToUnit(scaled: bigint): number {
  const half = one / 2n;
  return Number((scaled < 0n ? scaled - half : scaled + half) / one);
}

/** `amount × numerator ÷ denominator`, rounded half away from zero, in integer arithmetic. */
export function share(amount: number, numerator: number, denominator: number): number {
  const product = BigInt(amount) * BigInt(Math.round(numerator)) * 2n;
  const divisor = BigInt(Math.round(denominator)) * 2n;
  const half = divisor / 2n;
  return Number((product < 0n ? product - half : product + half) / divisor);
}

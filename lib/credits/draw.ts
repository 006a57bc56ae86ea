/** What one grant has left: units of a meter, or money in minor units of a currency. */
export type OpenGrant = {
  id: string;
  meter: string | null;
  currency: string | null;
  remaining: number;
  grantedAt: Date;
  expiresAt: Date | null;
};

/** `unitAmount` minor units of `currency` for each started block of `per` units: what money credits pay for a unit. */
export type BlockPrice = { currency: string; unitAmount: number; per: number };

/** What can be drawn of a meter: units, and money at its price. */
export type Balance = { units: number; money: number };

/** What pays for a number of units. */
export type Draw = { units: number; moneyUnits: number; cost: number };

/** The order of use: what expires soonest, then what was granted first. Without what has expired or is spent. Pure. */
export function inOrderOfUse<Grant extends OpenGrant>(grants: readonly Grant[], now: Date): Grant[] {
  const end = ({ expiresAt }: Grant) => expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return grants
    .filter((grant) => grant.remaining > 0 && !hasExpired(grant, now))
    .sort(
      (a, b) =>
        Math.sign(end(a) - end(b) || 0) ||
        a.grantedAt.getTime() - b.grantedAt.getTime() ||
        (a.id < b.id ? -1 : Number(a.id > b.id)),
    );
}

/** Credits can be used until, not at, the moment they expire. */
export const hasExpired = ({ expiresAt }: Pick<OpenGrant, "expiresAt">, now: Date): boolean =>
  expiresAt !== null && expiresAt <= now;

/** What of these grants can pay for a meter at `now`. Money needs a price in its currency. Pure. */
export function balanceFor(
  grants: readonly OpenGrant[],
  { meter, price, now }: { meter: string; price: BlockPrice | null; now: Date },
): Balance {
  const left = (matches: (grant: OpenGrant) => boolean) =>
    inOrderOfUse(grants.filter(matches), now).reduce((sum, { remaining }) => sum + remaining, 0);
  return {
    units: left((grant) => grant.meter === meter),
    money: price && price.unitAmount > 0 ? left(({ currency }) => currency === price.currency) : 0,
  };
}

/**
 * How many units a balance pays for. Blocks are counted over the period, so the rest of one that is already paid for is free.
 * Pure.
 *
 * @param prepaid units of the period that money has paid for.
 */
export function capacityOf({ units, money }: Balance, price: BlockPrice | null, prepaid: number): number {
  if (!price || price.unitAmount === 0) return units;
  const { unitAmount, per } = price;
  return units + per * (Math.floor(money / unitAmount) + Math.ceil(prepaid / per)) - prepaid;
}

/** What pays for `wanted` units, or as many as the balance is enough for: units of the meter first, then money. Pure. */
export function drawFrom(balance: Balance, price: BlockPrice | null, prepaid: number, wanted: number): Draw {
  const drawn = Math.min(wanted, capacityOf(balance, price, prepaid));
  const units = Math.min(balance.units, drawn);
  const moneyUnits = drawn - units;
  const blocks = (count: number) => Math.ceil(count / (price?.per ?? 1));
  const cost = (price?.unitAmount ?? 0) * (blocks(prepaid + moneyUnits) - blocks(prepaid));
  return { units, moneyUnits, cost };
}

/** A contact of a visitor with a channel. */
export type Touch = { channel: string; at: Date };

/** The touches before a conversion, oldest first, or those of a visitor who hasn't converted. */
export type Journey = {
  touches: readonly Touch[];
  /** Null for a visitor who hasn't converted. */
  conversion: Conversion | null;
};

/** `value` in minor units of the organization's reporting currency. */
export type Conversion = { at: Date; value: number };

/** The channel of a conversion without a touch in the look-back window. */
export const directChannel = "direct";

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Splits what one visitor did into journeys. A touch belongs to the first conversion after it, so no touch earns credit twice,
 * and counts if it is at most `lookBackDays` before that conversion. What follows the last conversion is a journey without one.
 *
 * @param touches of one visitor, in any order.
 * @param until the end of the range: a journey without a conversion counts its touches within the window before it.
 */
export function journeysOf(
  touches: readonly Touch[],
  conversions: readonly Conversion[],
  { lookBackDays, until }: { lookBackDays: number; until: Date },
): Journey[] {
  const ordered = touches.toSorted(byTime);
  const journeys: Journey[] = [];
  let next = 0;
  const take = (at: Date): Touch[] => {
    const earliest = at.getTime() - lookBackDays * dayMs;
    const taken: Touch[] = [];
    for (let touch = ordered[next]; touch && touch.at <= at; touch = ordered[next]) {
      if (touch.at.getTime() >= earliest) taken.push(touch);
      next += 1;
    }
    return taken;
  };
  for (const conversion of conversions.toSorted(byTime)) {
    const taken = take(conversion.at);
    const touched = taken.length > 0 ? taken : [{ channel: directChannel, at: conversion.at }];
    journeys.push({ touches: touched, conversion });
  }
  const open = take(until);
  if (open.length > 0) journeys.push({ touches: open, conversion: null });
  return journeys;
}

const byTime = (a: { at: Date }, b: { at: Date }): number => a.at.getTime() - b.at.getTime();

import { z } from "zod";

/** What an organization assumes its time is worth. */
export type Assumptions = {
  secondsPerEmail: number;
  secondsPerReply: number;
  /** Minor units of the catalog's currency. */
  hourlyRate: number;
};

/** Cautious guesses, until the organization enters its own. */
export const defaultAssumptions: Assumptions = { secondsPerEmail: 120, secondsPerReply: 300, hourlyRate: 4_000 };

const amount = (most: number, what: string) =>
  z.coerce
    .number(`Enter ${what}.`)
    .min(0, "Enter 0 or more.")
    .max(most, `Enter ${most.toLocaleString("en-US")} or less.`);

/** As the form has them: minutes, and whole units of the currency. */
export const assumptionsSchema = z.strictObject({
  minutesPerEmail: amount(240, "minutes"),
  minutesPerReply: amount(240, "minutes"),
  hourlyRate: amount(10_000, "an amount"),
});
export type AssumptionsInput = z.output<typeof assumptionsSchema>;

/** @param units how many minor units one unit of the currency has. */
export const fromInput = (input: AssumptionsInput, units: number): Assumptions => ({
  secondsPerEmail: Math.round(input.minutesPerEmail * 60),
  secondsPerReply: Math.round(input.minutesPerReply * 60),
  hourlyRate: Math.round(input.hourlyRate * units),
});

export const toInput = (given: Assumptions, units: number): AssumptionsInput => ({
  minutesPerEmail: given.secondsPerEmail / 60,
  minutesPerReply: given.secondsPerReply / 60,
  hourlyRate: given.hourlyRate / units,
});

import { z } from "zod";
import { conversionType } from "../data/events";
import { modelNames } from "./models";

const longestRangeDays = 1_100;
const dayMs = 86_400_000;
const day = z.iso.date("Enter a date.").refine((text) => text >= "2000-01-01", "Before the year 2000.");

/** What a run is of. Days are included at both ends, and are those of the organization's time zone. */
export const runSchema = z
  .strictObject({
    model: z.enum(modelNames),
    halfLifeDays: z.int().min(1).max(90).nullish(),
    markovOrder: z.int().min(1).max(3).nullish(),
    fromDay: day,
    toDay: day,
    lookBackDays: z.int().min(1, "At least 1 day.").max(180, "At most 180 days."),
    conversionType: conversionType.nullish(),
  })
  .superRefine(({ fromDay, toDay }, issues) => {
    const days = (Date.parse(toDay) - Date.parse(fromDay)) / dayMs + 1;
    if (days < 1) issues.addIssue({ code: "custom", path: ["toDay"], message: "Ends before it begins." });
    if (days > longestRangeDays)
      issues.addIssue({ code: "custom", path: ["toDay"], message: "Choose at most three years." });
  });
export type RunInput = z.output<typeof runSchema>;

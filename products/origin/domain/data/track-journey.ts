import "server-only";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf, requireAccess, upgradeUrl } from "@/lib/entitlements";
import { conflict, GatehouseError, invalidInput, statusOf } from "@/lib/errors";
import { trackUsage } from "@/lib/usage";
import { journeysOf } from "../attribution/journey";
import { type PositionModel, positionModels } from "../attribution/position-models";
import { lookBackLimit } from "../runs/models";
import { adoptModel, modelsInUse } from "../runs/models-in-use";
import { currencyProblem } from "./add-events";
import { timeProblem } from "./events";
import { type ChannelCredit, creditsOf, type JourneyInput } from "./journey-input";
import { settingsOf } from "./settings";
import { type Stored, storeConversions, storeTouchpoints } from "./store-events";

export type TrackedJourney = {
  journey: string;
  model: PositionModel;
  lookBackDays: number;
  credits: ChannelCredit[];
  /** Runs used in this period, this one included. */
  used: number;
};

/**
 * Stores a journey and credits its channels. Counts one run; sending it again neither stores nor counts anything, and gives the same answer.
 *
 * @throws GatehouseError `conflict` when the id was used for another journey, `invalid_input`, and 402s (`limit_reached`,
 *   `feature_not_in_plan`, `read_only`) that also say `error`, `message`, `currentPlan` and `upgradeUrl`.
 */
export async function trackJourney(ctx: TenantContext, input: JourneyInput): Promise<TrackedJourney> {
  try {
    return await track(ctx, input);
  } catch (error) {
    if (!(error instanceof GatehouseError) || statusOf(error.code) !== 402) throw error;
    const { plan } = await entitlementsOf(ctx);
    const upgrade = { error: error.code, message: error.message, currentPlan: plan.key, upgradeUrl: upgradeUrl() };
    throw new GatehouseError(error.code, error.message, { ...error.details, ...upgrade }, { cause: error });
  }
}

async function track(ctx: TenantContext, input: JourneyInput): Promise<TrackedJourney> {
  const { features } = await requireAccess(ctx, "write");
  await assertSane(ctx, input);
  const model = input.model ?? (await usualModel(ctx));
  await adoptModel(ctx, model);
  const { id, visitor, touchpoints, conversion } = input;
  assertOnlyOnce(
    await storeTouchpoints(
      ctx,
      touchpoints.map((touch, index) => ({ index, event: { ...touch, visitor, id: `${id}/${index + 1}` } })),
    ),
  );
  assertOnlyOnce(
    await storeConversions(ctx, [{ index: 0, event: { ...conversion, visitor, id: `${id}/conversion` } }]),
  );
  const lookBackDays = lookBackLimit(features);
  const [journey] = journeysOf(touchpoints, [conversion], { lookBackDays, until: conversion.at });
  if (!journey) throw new Error("a conversion ends a journey");
  const used = await trackUsage(ctx, {
    meter: "attribution_runs",
    amount: 1,
    idempotencyKey: `journey:${id}`.slice(0, 250),
  });
  const credits = creditsOf({ ...journey, conversion }, model, input.halfLifeDays);
  return { journey: id, model, lookBackDays, credits, used };
}

async function assertSane(ctx: TenantContext, { touchpoints, conversion }: JourneyInput): Promise<void> {
  const { currency } = await settingsOf(ctx);
  const problems = [
    ...touchpoints.map(({ at }, index) => ({ field: `touchpoints.${index}`, message: timeProblem(at, ctx.wall) })),
    {
      field: "conversion",
      message: timeProblem(conversion.at, ctx.wall) ?? currencyProblem(conversion.currency, currency),
    },
  ];
  const errors = problems.flatMap(({ field, message }) => (message === undefined ? [] : [{ field, message }]));
  const [first] = errors;
  if (first) throw invalidInput(`${first.field}: ${first.message}`, { errors });
}

/** One that is in use already, so that a call without a model doesn't take up a second place. */
async function usualModel(ctx: TenantContext): Promise<PositionModel> {
  const used = await modelsInUse(ctx);
  return positionModels.find((model) => used.includes(model)) ?? "last_touch";
}

function assertOnlyOnce({ rejected }: Stored): void {
  if (rejected.length > 0) throw conflict("This journey's ID was used for another journey.");
}

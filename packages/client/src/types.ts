import type { components, operations } from "./api";

type Body<Id extends keyof operations> = operations[Id] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : never;
type WithOrganization<Question> = Question extends unknown ? Question & { organization: string } : never;
type WithoutIndex<Result> = Result extends unknown ? Omit<Result, "index"> : never;
type Schemas = components["schemas"];

/** Usage to report. Without an `idempotencyKey` the client adds one, so that its own retries never count twice. */
export type UsageEvent = Schemas["UsageEvent"];

/** An event of a batch. It has a key of yours, so that you can send the batch again, too, whatever happened. */
export type BatchEvent = UsageEvent & { idempotencyKey: string };

/** The result of one event. `refused` is a result, not an error: the limit was reached, or a name is unknown. */
export type TrackResult = WithoutIndex<Schemas["BatchResult"]["results"][number]>;

export type Limit = Schemas["EventResult"]["limit"];

/** An error, as the API describes it (RFC 9457). Each 402 has `upgradeUrl`. */
export type Problem = Schemas["Problem"] & { upgradeUrl?: string };

/** The problem of an amount over a limit: the numbers, when it resets, and what would raise it. */
export type LimitReached = Schemas["LimitReached"];

/** Asks for a feature, or for an amount of a meter. */
export type CheckInput = WithOrganization<Body<"checkEntitlement">>;
export type CheckResult<Question extends CheckInput = CheckInput> = Question extends { feature: string }
  ? Schemas["FeatureCheck"]
  : Schemas["LimitCheck"];
export type ReserveInput = Body<"reserveUsage">;
export type Reservation = Schemas["Reservation"];
export type CurrentUsage = Schemas["CurrentUsage"];

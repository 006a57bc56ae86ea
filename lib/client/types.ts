import type { components, operations } from "./api";

type Body<Id extends keyof operations> = operations[Id] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : never;
type WithOrganization<Question> = Question extends unknown ? Question & { organization: string } : never;
type WithoutIndex<Result> = Result extends unknown ? Omit<Result, "index"> : never;
type Schemas = components["schemas"];

/** Usage to report. Without an `idempotencyKey` the client adds one, so that retries never count twice. */
export type UsageEvent = Schemas["UsageEvent"];

/** The result of one event. `refused` is a result, not an error: the limit was reached, or a name is unknown. */
export type TrackResult = WithoutIndex<Schemas["BatchResult"]["results"][number]>;

export type Limit = Schemas["EventResult"]["limit"];
export type Problem = Schemas["Problem"];
export type CheckInput = WithOrganization<Body<"checkEntitlement">>;
export type CheckResult = Schemas["FeatureCheck"] | Schemas["LimitCheck"];
export type ReserveInput = Body<"reserveUsage">;
export type Reservation = Schemas["Reservation"];

import "server-only";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { mayTravel, whyNoTimeMachine } from "./existence";

/** Whether time may be moved here. If not, no part of the time machine runs or shows. */
export const timeMachineExists = (): boolean => whyNoTimeMachine(env) === undefined;

/** Whether there is a time machine here and this user may use it. */
export const mayTravelHere = (person: { isPlatformAdmin: boolean }): boolean =>
  timeMachineExists() && mayTravel(person, env.APP_URL);

/** @throws GatehouseError `not_found`, saying why. */
export function requireTimeMachine(): void {
  const reason = whyNoTimeMachine(env);
  if (reason !== undefined) throw notFound(`time machine: ${reason.replace(/\.$/, "")}`);
}

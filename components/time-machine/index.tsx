import { currentSession } from "@/lib/auth";
import { asTraveller, mayTravelHere } from "@/lib/time-machine";
import { TimeMachineBar } from "./time-machine-bar";

/** In development and the demo: moves time. Nothing elsewhere, and nothing for who may not. */
export async function TimeMachine() {
  const session = await currentSession();
  if (!session || session.impersonator || !mayTravelHere(session.user)) return null;
  return <TimeMachineBar initial={await asTraveller(async () => undefined)} />;
}

import { currentSession } from "@/lib/auth";
import { asTimeTraveler, demoCode, mayTravelHere } from "@/lib/time-machine";
import { LazyTimeMachineBar } from "./lazy-time-machine-bar";

/** The time machine in development and the demo, for users who may use it. Renders nothing elsewhere. */
export async function TimeMachine() {
  const session = await currentSession();
  if (!session || session.impersonator || !mayTravelHere(session.user)) return null;
  return <LazyTimeMachineBar initial={await asTimeTraveler(async () => undefined)} code={(await demoCode()) ?? null} />;
}

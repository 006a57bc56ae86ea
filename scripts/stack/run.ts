import { onSignals } from "../signals";
import { Stack } from ".";
import { print, sinceStart } from "./progress";
import type { Mode } from "./settings";
import { startReport } from "./start-report";

/** Starts the stack, prints its addresses and sign-ins, and stops it on Ctrl-C, on a signal, or when npm has gone away. */
export async function runStack(mode: Mode): Promise<void> {
  print(`Starting Gatehouse${mode === "development" ? " for development" : ""} …`);
  const stack = await prepare(mode);
  const stop = once(async (code: number) => {
    print("Stopping …");
    await stack.stop();
    print("Stopped.");
    process.exit(code);
  });
  onSignals(
    () => stop(0),
    () => stack.kill(),
  );
  onOrphaned(() => stop(0));
  try {
    const demo = await stack.start();
    print(`\nGatehouse is ready after ${sinceStart()}.\n\n${startReport(demo, stack.settings, new Date())}`);
  } catch (error) {
    if (!(error instanceof Error && error.message === "stopped"))
      print(`\n${error instanceof Error ? error.message : error}\n`);
    await stop(1);
  }
}

async function prepare(mode: Mode): Promise<Stack> {
  try {
    return await Stack.prepare(mode);
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

/** The first call starts the work; later ones get the same promise. */
function once<T>(work: (given: T) => Promise<void>): (given: T) => Promise<void> {
  let running: Promise<void> | undefined;
  return (given) => {
    running ??= work(given);
    return running;
  };
}

/** Some shells exit without ending what npm started in them. */
function onOrphaned(stop: () => Promise<void>) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void stop();
  }, 500).unref();
}

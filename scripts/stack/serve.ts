import { onSignals } from "../signals";
import { Stack } from ".";
import { say } from "./progress";
import { printAddresses } from "./report";
import type { Mode } from "./settings";

/** Starts the stack, prints where it is, and ends it when asked to: by Ctrl-C, by a signal, or because npm is gone. */
export async function serve(mode: Mode): Promise<void> {
  say(`Starting Gatehouse${mode === "development" ? " for development" : ""} …`);
  const stack = await prepared(mode);
  const end = once(async (code: number) => {
    say("Stopping …");
    await stack.stop();
    say("Stopped.");
    process.exit(code);
  });
  onSignals(
    () => end(0),
    () => stack.kill(),
  );
  onOrphaned(() => end(0));
  try {
    printAddresses(await stack.start(), stack.settings);
  } catch (error) {
    if (!(error instanceof Error && error.message === "stopped"))
      say(`\n${error instanceof Error ? error.message : error}\n`);
    await end(1);
  }
}

async function prepared(mode: Mode): Promise<Stack> {
  try {
    return await Stack.prepare(mode);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

function once<T>(work: (given: T) => Promise<void>): (given: T) => Promise<void> {
  let running: Promise<void> | undefined;
  return (given) => {
    running ??= work(given);
    return running;
  };
}

/** Some shells, told to end, leave what npm started in them behind. */
function onOrphaned(end: () => Promise<void>) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void end();
  }, 500).unref();
}

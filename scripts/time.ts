// npm run time [-- +14d]: shows the time of the local demo, or moves it ahead.
import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabases } from "@/lib/database";
import { connectionProblem, notRunning } from "./time/connection-problem";
import { journeyText, progressLine, summary } from "./time/report";

const [by, ...rest] = process.argv.slice(2);
if (rest.length > 0 || by === "--help" || by === "-h")
  fail("Usage: npm run time [-- +1h | +14d | +2w | +1mo | +1y | 2027-03-01]");
if (!process.env.DATABASE_URL) fail(notRunning);

const { timeNow, startTravel, journeyNow } = await import("./time/machine");
try {
  if (by === undefined) process.stdout.write(await timeNow());
  else await watch(await startTravel(by));
} catch (error) {
  process.exitCode = 1;
  console.error(connectionProblem(error) ?? (error instanceof Error ? error.message : error));
} finally {
  await closeDatabases();
}

/** Redraws the progress line in a terminal; prints only the summary elsewhere. */
async function watch(started: Awaited<ReturnType<typeof startTravel>>): Promise<void> {
  process.stdout.write(`${journeyText(started)}\n`);
  for (;;) {
    const journey = await journeyNow();
    if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K${progressLine(journey)}`);
    if (journey.state === "arrived" || journey.state === "stopped") {
      process.stdout.write(`${process.stdout.isTTY ? "\n" : ""}${summary(journey)}`);
      if (journey.state === "stopped") process.exitCode = 1;
      return;
    }
    await sleep(process.stdout.isTTY ? 200 : 500);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

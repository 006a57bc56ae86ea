import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type BrowserContext, expect } from "@playwright/test";
import { environment, stack } from "./stack";

const run = promisify(execFile);

/** Ten times what a year takes on a machine with nothing else to do. */
const deadlineMs = 600_000;
const pollMs = 250;

/**
 * Moves the stack's clock as the buttons of the time machine do, and returns once everything on the way has happened: Stripe's
 * work, its webhooks, jobs and emails.
 *
 * @param platform the context a platform admin is signed in to.
 * @param by what the time machine accepts: `14 days`, `+1mo`, `2027-03-01`.
 */
export async function travel({ request }: BrowserContext, by: string): Promise<void> {
  const address = `${stack().url}/api/time-machine`;
  const started = await request.post(address, { data: { by }, headers: { Origin: stack().url } });
  expect(started.status(), await started.text()).toBe(202);
  const journey = async () => (await (await request.get(address)).json()).journey;
  await expect
    .poll(async () => (await journey()).underWay, {
      message: `a journey of ${by}`,
      intervals: [pollMs],
      timeout: deadlineMs,
    })
    .toBe(false);
  expect((await journey()).reason, `why a journey of ${by} stopped early`).toBeNull();
}

/** Moves the stack's clock with the command a developer uses. @returns the command's output. */
export async function travelByCommand(by: string): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    [
      "--import",
      "./scripts/preload/script.mjs",
      "--import",
      "./scripts/preload/local-stack.mjs",
      "scripts/time.ts",
      by,
    ],
    // The stack's environment overrides the developer's.
    { env: { ...process.env, ...environment() }, timeout: deadlineMs },
  );
  return stdout;
}

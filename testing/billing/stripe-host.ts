import { type ChildProcess, spawn } from "node:child_process";
import { bundled } from "@/testing/bundle";

const home = "packages/local-stripe";
const key = Symbol.for("gatehouse.stripeHost");
/** Outlives the test file: `clean-process.ts` deletes globals by name, and evaluates this module again. */
const shared = globalThis as typeof globalThis & { [key]?: ChildProcess };

/** The messages of `packages/local-stripe/src/testing/host.ts`, which can't be imported: the package stands alone. */
type HostRequest = { open: true } | { close: string };
type HostResponse = { origin: string } | { error: string };

export type OpenStripe = { origin: string; close(): void };

/**
 * Starts a local Stripe with its own data and clock. All those of one test process share a process: starting Node and loading
 * the modules takes a second, and until they are optimized each request is slow.
 */
export async function openLocalStripe(): Promise<OpenStripe> {
  shared[key] ??= await startHost();
  const host = shared[key];
  const answer = await ask(host, { open: true });
  if ("error" in answer) throw new Error(`the local Stripe didn't start: ${answer.error}`);
  const { origin } = answer;
  return { origin, close: () => host.connected && host.send({ close: origin } satisfies HostRequest) };
}

async function startHost(): Promise<ChildProcess> {
  const program = await bundled({ entry: `${home}/src/testing/host.ts`, sources: [`${home}/src`], home });
  const host = spawn(process.execPath, [program], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  host.once("exit", () => {
    shared[key] = undefined;
  });
  host.unref();
  host.channel?.unref();
  return host;
}

function ask(host: ChildProcess, request: HostRequest): Promise<HostResponse> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the local Stripe ended with ${code}`));
    host.once("exit", ended);
    host.once("message", (answer) => {
      host.off("exit", ended);
      resolve(answer as HostResponse);
    });
    host.send(request);
  });
}

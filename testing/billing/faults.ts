import { stripeOrigin } from "./local-stripe";

/** A fault of the local Stripe. Its README lists them. */
type Fault = { kind: string; method?: "GET" | "POST"; path?: string; event?: string; rate?: number; ms?: number };

const ask = (init: RequestInit) =>
  fetch(`${stripeOrigin}/_local/faults`, { ...init, headers: { "Content-Type": "application/json" } });

/** Makes the local Stripe fail, every time unless a rate is given, until the faults are cleared. */
export async function injectFault(fault: Fault): Promise<void> {
  const { ok, status } = await ask({ method: "POST", body: JSON.stringify({ rate: 1, ...fault }) });
  if (!ok) throw new Error(`the local Stripe doesn't know this fault: ${status}`);
}

export async function clearFaults(): Promise<void> {
  await ask({ method: "DELETE" });
}

/** How many requests or deliveries the faults have hit since they were last cleared. */
export async function faultHits(): Promise<number> {
  const { faults } = (await (await ask({})).json()) as { faults: { hits: number }[] };
  return faults.reduce((sum, { hits }) => sum + hits, 0);
}

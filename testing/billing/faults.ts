import { stripeOrigin } from "./local-stripe";

/** What the local Stripe is told to do wrong; its README says what there is. */
type Fault = { kind: string; method?: "GET" | "POST"; path?: string; event?: string; rate?: number; ms?: number };

const ask = (init: RequestInit) =>
  fetch(`${stripeOrigin}/_local/faults`, { ...init, headers: { "Content-Type": "application/json" } });

/** Lets Stripe fail, every time unless a rate is given, until it is well again. */
export async function strike(fault: Fault): Promise<void> {
  const { ok, status } = await ask({ method: "POST", body: JSON.stringify({ rate: 1, ...fault }) });
  if (!ok) throw new Error(`the local Stripe does not know this fault: ${status}`);
}

export async function wellAgain(): Promise<void> {
  await ask({ method: "DELETE" });
}

/** How many requests or deliveries have been struck since Stripe was last well. */
export async function struck(): Promise<number> {
  const { faults } = (await (await ask({})).json()) as { faults: { hits: number }[] };
  return faults.reduce((sum, { hits }) => sum + hits, 0);
}

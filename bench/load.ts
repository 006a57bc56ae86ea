import autocannon from "autocannon";

export type Load = {
  url: string;
  key: string;
  seconds: number;
  connections?: number;
  /** A new body for each request. */
  body: () => string;
};

/** Requests a second, and the 99th percentile of the time to an answer in milliseconds. Every answer must be a 200. */
export type Speed = { rate: number; p99: number; requests: number };

/** Posts bodies on 20 connections unless asked otherwise, each the next when the one before is answered. */
export async function post({ url, key, seconds, connections = 20, body }: Load): Promise<Speed> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    requests: [{ setupRequest: (request) => ({ ...request, body: body() }) }],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  return { rate: result.requests.average, p99: result.latency.p99, requests: result.requests.total };
}

/** So many bodies made beforehand: who sends shares the processors with who is measured. More are made when they are used up. */
export function prepared(count: number, make: () => string): () => string {
  const bodies = Array.from({ length: Math.ceil(count) }, make).reverse();
  return () => bodies.pop() ?? make();
}

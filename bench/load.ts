import autocannon from "autocannon";

export type Load = {
  url: string;
  key: string;
  seconds: number;
  connections?: number;
  /** A new body for each request. */
  body: () => string;
};

/** Requests per second, and the 99th percentile of the latency in milliseconds. */
export type Speed = { rate: number; p99: number; requests: number };

/** Posts bodies, by default over 20 connections without pipelining. @throws Error unless every response is a 2xx. */
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
    throw new Error(`${url}: ${result.non2xx} rejected, ${result.errors} failed`);
  }
  return { rate: result.requests.average, p99: result.latency.p99, requests: result.requests.total };
}

/** Creates bodies in advance, because the sender shares the CPUs with the server. Creates more when they run out. */
export function prepared(count: number, make: () => string): () => string {
  const bodies = Array.from({ length: Math.ceil(count) }, make).reverse();
  return () => bodies.pop() ?? make();
}

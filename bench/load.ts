import autocannon from "autocannon";

export type Load = {
  url: string;
  key: string;
  seconds: number;
  connections?: number;
  /** A new body for each request. */
  body: () => string;
};

/** Gets paths, each request the next one, by default over 20 connections. @throws Error unless every response is a 2xx. */
export async function get({
  url,
  key,
  seconds,
  connections = 20,
  path,
}: Omit<Load, "body"> & { path: () => string }): Promise<Speed> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: { authorization: `Bearer ${key}` },
    requests: [{ setupRequest: (request) => ({ ...request, path: path() }) }],
  });
  return speedOf(url, result);
}

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
  return speedOf(url, result);
}

function speedOf(url: string, { non2xx, errors, requests, latency }: autocannon.Result): Speed {
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} rejected, ${errors} failed`);
  return { rate: requests.average, p99: latency.p99, requests: requests.total };
}

/** Creates bodies in advance, because the sender shares the CPUs with the server. Creates more when they run out. */
export function prepared(count: number, make: () => string): () => string {
  const bodies = Array.from({ length: Math.ceil(count) }, make).reverse();
  return () => bodies.pop() ?? make();
}

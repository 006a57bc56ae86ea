import autocannon from "autocannon";

const connections = 20;

/** Requests per second of `url` over 20 connections. @throws Error unless every response is a 2xx. */
export async function requestsPerSecond(url: string, seconds: number): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} rejected, ${result.errors} failed`);
  return result.requests.average;
}

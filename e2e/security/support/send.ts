import { randomInt } from "node:crypto";
import { stack } from "../../support/stack";

export type Sent = {
  method?: string;
  headers?: Record<string, string>;
  body?: string | FormData;
};

export type Answered = { status: number; headers: Headers; text: string };

/**
 * Sends one request to the running server, as it is: no redirect is followed, no cookie kept. Each comes from an address of its
 * own, so that attempt limits by address don't answer in place of the guard.
 */
export async function send(path: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<Answered> {
  const response = await fetchOnce(`${stack().url}${path}`, {
    method,
    headers: { "X-Forwarded-For": someAddress(), ...headers },
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The server ends idle connections. If one was used in that moment, the request was never read and is sent again. */
async function fetchOnce(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
    if (/other side closed|ECONNRESET/.test(cause)) return fetch(url, init);
    throw error;
  }
}

/** From the networks reserved for benchmarks (RFC 2544). */
const someAddress = () => `198.${18 + randomInt(2)}.${randomInt(256)}.${randomInt(256)}`;

/** Runs `work` for each of `items`, a few at a time: the server has few connections to its database. */
export async function each<T>(items: readonly T[], work: (item: T) => Promise<void>, atOnce = 4): Promise<void> {
  const queue = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

import "server-only";
import Stripe from "stripe";
import { second } from "@/lib/durations";
import { telemetry } from "@/lib/telemetry";
import { resourceOf } from "./resource-of";

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;
type Answer = Awaited<ReturnType<HttpClient["makeRequest"]>>;

/** Stripe's own client, whose requests are counted and timed, each retry for itself. */
export function measuredHttpClient(): HttpClient {
  const client = Stripe.createNodeHttpClient();
  const send = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    const [, , path, method] = request;
    const startedAt = performance.now();
    const done = (result: string) =>
      telemetry()
        ?.stripeCalls.with(method, resourceOf(path), result)
        .observe((performance.now() - startedAt) / second);
    try {
      const answer = await send(...request);
      done(resultOf(answer));
      return answer;
    } catch (error) {
      done(isTimeout(error) ? "timeout" : "connection_error");
      throw error;
    }
  };
  return client;
}

function resultOf(answer: Answer): string {
  const status = answer.getStatusCode();
  return status === 429 ? "rate_limited" : `${Math.floor(status / 100)}xx`;
}

const isTimeout = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ETIMEDOUT";

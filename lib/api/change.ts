import { mutationOptions } from "@tanstack/react-query";
import { type CallInput, call, type Endpoint } from "./call";

type Change<E extends Endpoint> = { endpoint: E; input: CallInput<E> };

/**
 * A change that is made once. Each intended change has an idempotency key that is kept until it has succeeded, so a retry
 * after a lost connection doesn't repeat it.
 */
export function changeOptions<E extends Endpoint>() {
  let last: { change: string; key: string } | undefined;
  const keyOf = (change: Change<E>): string => {
    const text = JSON.stringify(change);
    if (last?.change !== text) last = { change: text, key: crypto.randomUUID() };
    return last.key;
  };
  return mutationOptions({
    mutationFn: async (change: Change<E>) => {
      const answer = await call(change.endpoint, change.input, { idempotencyKey: keyOf(change) });
      last = undefined;
      return answer;
    },
  });
}

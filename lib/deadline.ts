import { unavailable } from "@/lib/errors";

/**
 * Runs `work`, and throws `unavailable` if it takes longer than `milliseconds`, so that a hanging service doesn't hang us.
 * The work is not canceled, so it has to be safe to finish late.
 *
 * @param what who didn't respond, as the first words of the error: "The database".
 * @throws GatehouseError `unavailable`.
 */
export async function withinDeadline<T>(milliseconds: number, what: string, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unavailable(`${what} didn't respond in time. Try again.`)), milliseconds);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

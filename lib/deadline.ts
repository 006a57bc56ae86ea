import { unavailable } from "@/lib/errors";

/**
 * Answers `unavailable` when `work` takes longer than `milliseconds`, so that a service that hangs cannot make us hang.
 * The work itself is not undone: give it only what is safe to finish late.
 */
export async function withinDeadline<T>(milliseconds: number, what: string, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unavailable(`${what} did not answer in time. Try again.`)), milliseconds);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What an object of dates is once it has come as JSON. */
export type AsJson<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? AsJson<Item>[]
    : T extends object
      ? { [Key in keyof T]: AsJson<T[Key]> }
      : T;

type PostOptions = { key?: string; signal?: AbortSignal };

/**
 * Posts to a route of the API.
 *
 * @param key the `Idempotency-Key`: one for each intention, so that a second click is not a second change.
 * @throws Error whose message can be shown.
 */
export async function post<T>(path: string, body?: unknown, { key, signal }: PostOptions = {}): Promise<AsJson<T>> {
  const response = await fetch(`/api/v1/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(key ? { "Idempotency-Key": key } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Error("The connection failed. Look at your network and try again.");
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answered<T>(answer);
  const title: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, "title") : undefined;
  throw new Error(
    typeof title === "string"
      ? title
      : "Something went wrong. Reload the page to see whether it was done, then try again.",
  );
}

/** Our own routes answer what their verbs return: the type is the verb's. */
const answered = <T>(answer: unknown): AsJson<T> => answer as AsJson<T>;

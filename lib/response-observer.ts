type Observer = (request: Request, response: Response) => Promise<void>;

let observer: Observer | undefined;

/** Calls `observe` with every response before it is sent. For tests, which check each against the API document. */
export function observeResponses(observe: Observer): void {
  observer = observe;
}

/** Undefined without an observer, as in production, so that there is nothing to await. */
export const notifyObserver = (request: Request, response: Response): Promise<void> | undefined =>
  observer?.(request, response.clone());

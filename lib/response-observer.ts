type Observer = (request: Request, answer: Response) => Promise<void>;

let observer: Observer | undefined;

/** Calls `observe` with every answer before it is sent. For tests, which check each against the API document. */
export function observeAnswers(observe: Observer): void {
  observer = observe;
}

/** Undefined without an observer, as in production: then there is nothing to await. */
export const notifyObserver = (request: Request, answer: Response): Promise<void> | undefined =>
  observer?.(request, answer.clone());

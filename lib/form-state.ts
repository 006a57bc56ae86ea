/** What a form shows after it was sent, with or without script: what was typed, and what is wrong with it. */
export type FormState = {
  /** By field. Never a password. */
  values: Readonly<Record<string, string>>;
  /** By field. */
  errors: Readonly<Record<string, string>>;
  /** An error that isn't about a field. */
  problem?: string;
  /** What the error says beyond its message, such as `reason`. */
  details?: Readonly<Record<string, unknown>>;
  done?: true;
};

export const emptyForm: FormState = { values: {}, errors: {} };

/** A server action for a form: React calls it with the fields, and so does a browser without script. */
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

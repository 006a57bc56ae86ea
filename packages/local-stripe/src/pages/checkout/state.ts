import type { FormError } from "../ui/form";

export interface CheckoutState {
  /** What was typed, to be shown again; never the card. */
  typed: Record<string, string>;
  error: FormError | null;
  code?: string;
  codeError?: string;
  quantityError?: { index: number; message: string };
}

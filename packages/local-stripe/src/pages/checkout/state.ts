import type { FormError } from "../ui/form";

export interface CheckoutState {
  /** What was entered, to show it again. Never card details. */
  typed: Record<string, string>;
  error: FormError | null;
  code?: string;
  codeError?: string;
  quantityError?: { index: number; message: string };
}

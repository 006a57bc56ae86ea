import type { CheckoutPlan, PublicTables } from "../../store/tables";

type Session = PublicTables["checkout_session"];
type PaymentMethod = PublicTables["payment_method"];

/** What is known when the button has been pressed. */
export interface CheckoutWork {
  session: Session;
  plan: CheckoutPlan;
  method: PaymentMethod | null;
  /** The bank's challenge has just been passed. */
  authenticated: boolean;
}

/** What a checkout has brought about. */
export type Completed = Pick<Session, "payment_status"> &
  Partial<Pick<Session, "invoice" | "payment_intent" | "setup_intent" | "subscription">>;

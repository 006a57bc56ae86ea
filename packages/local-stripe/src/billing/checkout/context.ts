import type { CheckoutPlan, PublicTables } from "../../store/tables";

type Session = PublicTables["checkout_session"];
type PaymentMethod = PublicTables["payment_method"];

/** What is known once the customer has submitted the page. */
export interface CheckoutContext {
  session: Session;
  plan: CheckoutPlan;
  method: PaymentMethod | null;
  /** The customer has just passed 3D Secure. */
  authenticated: boolean;
}

/** What a checkout created. */
export type CheckoutOutcome = Pick<Session, "payment_status"> &
  Partial<Pick<Session, "invoice" | "payment_intent" | "setup_intent" | "subscription">>;

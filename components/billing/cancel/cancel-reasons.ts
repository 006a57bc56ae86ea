/** Labels for Stripe's list of cancellation reasons. */
export const cancelReasonWords = {
  too_expensive: "Too expensive",
  missing_features: "Missing features I need",
  switched_service: "Switched to another product",
  unused: "Don't use it enough",
  too_complex: "Too hard to use",
  customer_service: "Support wasn't helpful",
  low_quality: "Quality was below expectations",
  other: "Other",
} as const;

export type CancelReason = keyof typeof cancelReasonWords;
export const cancelReasonKeys = Object.keys(cancelReasonWords) as CancelReason[];
